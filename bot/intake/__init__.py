"""The one way in: from a page, a file or a message to stored entries."""

from bot.intake.intake import Intake
from bot.intake.reports import AddReport, ImportReport, PublishReport, Refusal

__all__ = ["AddReport", "ImportReport", "Intake", "PublishReport", "Refusal"]
