"""The rows of the import: a file is its owner's alone."""

from tests.matrix.row import MANAGERS, Row, reserved
from tests.scene import Scene

BRINGERS = MANAGERS | {"other_manager"}


def file(scene: Scene) -> dict:
    """The address's part that names the file that a manager brought."""
    return {"pk": scene.import_file.pk}


TRANSFER = [
    reserved("transfer:upload", BRINGERS),
    Row("transfer:upload", "nothing", method="POST", answers={422: BRINGERS}, otherwise=403),
    reserved("transfer:plan", {"manager"}, args=file, otherwise=404),
    Row("transfer:report", args=file, answers={303: {"manager"}}),
    reserved("transfer:download", {"manager"}, args=file, otherwise=404),
    Row("transfer:apply", args=file, method="POST", answers={303: {"manager"}}),
]
