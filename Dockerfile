# One image for web, worker, beat and migrations; docker-compose.yml says which is which.

FROM python:3.12-slim-bookworm AS build
WORKDIR /build
COPY scripts/uv.txt ./
RUN pip install --no-cache-dir --require-hashes --requirement uv.txt
ENV UV_PROJECT_ENVIRONMENT=/venv \
    UV_PYTHON_DOWNLOADS=never \
    UV_COMPILE_BYTECODE=1 \
    UV_LINK_MODE=copy
COPY pyproject.toml uv.lock ./
RUN uv sync --frozen --no-dev --no-cache

FROM python:3.12-slim-bookworm
# Pango draws the text of the PDFs. Versions follow the base image, which is what gets updated.
# hadolint ignore=DL3008
RUN apt-get update \
    && apt-get install --yes --no-install-recommends \
        libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 \
    && rm -rf /var/lib/apt/lists/* \
    && useradd --system --uid 10001 --no-create-home --shell /usr/sbin/nologin prioinit
COPY --from=build /venv /venv
ENV PATH=/venv/bin:$PATH \
    PYTHONUNBUFFERED=1 \
    PYTHONDONTWRITEBYTECODE=1 \
    DJANGO_SETTINGS_MODULE=prioinit.settings \
    BEAT_SCHEDULE_FILE=/tmp/beat-schedule \
    LISTEN=0.0.0.0 \
    PORT=8000
WORKDIR /app
COPY . .
# The key is for this command alone; settings.py asks for one. Code stays owned by root.
RUN SECRET_KEY=only-while-collecting-static-files python manage.py collectstatic --no-input \
    && install --directory --owner=prioinit var/media
USER 10001
EXPOSE 8000
HEALTHCHECK --interval=30s --timeout=5s --start-period=30s --retries=3 \
    CMD ["python", "-m", "scripts.ask_health"]
CMD ["gunicorn", "prioinit.wsgi"]
