"""商圈党群服务台: the daily work of a business-district Party-and-community service centre."""

__version__ = "1.0.0"
