"""How the API describes itself where the package's own guess is not what it answers."""

from drf_standardized_errors.openapi import AutoSchema


class Described(AutoSchema):
    """Says of every address that asks who calls how it answers strangers, whoever may not, and whoever calls too often."""

    def _should_add_http401_error_response(self) -> bool:
        return any(self.get_auth())

    def _should_add_http403_error_response(self) -> bool:
        return any(self.get_auth())

    def _should_add_http429_error_response(self) -> bool:
        return any(self.get_auth())
