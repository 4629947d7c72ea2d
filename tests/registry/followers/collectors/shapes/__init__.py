"""Every file here is a platform: `SHAPES` by the slug that it names."""

from importlib import import_module
from pkgutil import iter_modules

from tests.registry.followers.collectors.shape import Shape

SHAPES: dict[str, Shape] = {
    shape.slug: shape
    for module in iter_modules(__path__)
    for shape in (import_module(f"{__name__}.{module.name}").SHAPE,)
}
