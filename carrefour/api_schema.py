"""How the API describes itself where the package's own guess is not what it answers."""

from drf_standardized_errors.openapi import AutoSchema


class Described(AutoSchema):
    """Says of every address that asks who calls that it may answer 403: sessions have no challenge to send, so never 401."""

    def _should_add_http403_error_response(self) -> bool:
        return any(self.get_auth())
