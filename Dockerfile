FROM python:3.13-slim AS build

ENV UV_COMPILE_BYTECODE=1 UV_LINK_MODE=copy UV_PYTHON_DOWNLOADS=never
RUN pip install --no-cache-dir "uv>=0.13,<0.14"

WORKDIR /app
# The packages change less often than the code, so they are a layer of their own.
COPY pyproject.toml uv.lock ./
RUN uv sync --locked --no-dev --extra production

COPY . ./
# The settings ask for a database and a key; collecting the files uses neither.
RUN DATABASE_URL=postgres:// SECRET_KEY=unused STATIC_ROOT=/app/static \
    .venv/bin/python manage.py collectstatic --noinput


FROM python:3.13-slim

RUN useradd --system --no-create-home --shell /usr/sbin/nologin claimtrack
WORKDIR /app
# The files stay root's: the app reads them and cannot change them.
COPY --from=build /app /app
# But for the bytes of captured sources: a volume put here is theirs to write, like the folder.
RUN install --directory --owner=claimtrack /app/var/snapshots
USER claimtrack

# Any option of the server can be set like these: docs/server.md.
ENV PATH=/app/.venv/bin:$PATH \
    PYTHONUNBUFFERED=1 \
    STATIC_ROOT=/app/static \
    GRANIAN_INTERFACE=wsgi \
    GRANIAN_HOST=0.0.0.0 \
    GRANIAN_PORT=8000 \
    GRANIAN_WEBSOCKETS=false \
    GRANIAN_WORKERS=2 \
    GRANIAN_BLOCKING_THREADS=4 \
    GRANIAN_RESPAWN_FAILED_WORKERS=true \
    GRANIAN_WORKERS_KILL_TIMEOUT=8
EXPOSE 8000

# ALLOWED_HOSTS has to name localhost beside the desk's own names.
HEALTHCHECK --interval=10s --start-period=20s \
    CMD ["python", "-c", "import urllib.request; urllib.request.urlopen('http://localhost:8000/healthz', timeout=5)"]

CMD ["granian", "claimtrack.wsgi:application"]
