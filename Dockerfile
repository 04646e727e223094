FROM python:3.11-slim AS build
WORKDIR /build
COPY requirements.lock ./
RUN python -m venv /venv && /venv/bin/pip install --no-cache-dir --require-hashes -r requirements.lock

FROM python:3.11-slim
RUN useradd --create-home --uid 10001 baozhai && install -d -o baozhai /data
COPY --from=build /venv /venv
WORKDIR /app
COPY run_bot.py pyproject.toml README.md LICENSE ./
COPY bot ./bot
COPY config ./config
COPY seeds ./seeds
USER baozhai
ENV PATH=/venv/bin:$PATH PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1 BAOZHAI_DB=/data/baozhai.db
VOLUME /data
# Fails also where the process is there but stuck: the bot says every two seconds that all goes round.
HEALTHCHECK --interval=30s --timeout=10s --start-period=60s --retries=3 CMD ["python", "-m", "bot.heartbeat"]
CMD ["python", "run_bot.py", "serve"]
