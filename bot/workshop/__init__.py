"""Where files from outside are taken apart: in a process of its own, with limits on time and memory."""

from bot.workshop.jobs import Job
from bot.workshop.limits import QUICK, Limits, limits_for
from bot.workshop.workshop import Workshop

__all__ = ["QUICK", "Job", "Limits", "Workshop", "limits_for"]
