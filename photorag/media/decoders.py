"""Which decoder libraries are loaded, and how they are set up."""

from __future__ import annotations

from functools import cache


@cache
def register_decoders() -> None:
    """Makes every format of `formats.PILLOW_FORMATS` known to Pillow. Cheap after the first call.

    The plugins are imported by name: Pillow's own ``init`` would import all of its forty.
    """
    import pillow_heif
    from PIL import AvifImagePlugin
    from PIL import BmpImagePlugin as _bmp
    from PIL import GifImagePlugin as _gif
    from PIL import Jpeg2KImagePlugin as _jpeg2k
    from PIL import JpegImagePlugin as _jpeg
    from PIL import PngImagePlugin as _png
    from PIL import PpmImagePlugin as _ppm
    from PIL import TiffImagePlugin as _tiff
    from PIL import WebPImagePlugin as _webp

    _ = (_bmp, _gif, _jpeg2k, _jpeg, _png, _ppm, _tiff, _webp)
    # There is a process per core already: threads inside each would only get in each other's way.
    pillow_heif.register_heif_opener(decode_threads=1)
    AvifImagePlugin.DEFAULT_MAX_THREADS = 1
