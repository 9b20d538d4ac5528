# Two stages: wheels are made in the first, the second has neither compiler nor pip's leavings, runs as nobody in particular and
# writes to /paper and /tmp alone, so that its root may be read-only (see compose.yaml).
FROM python:3.11-slim-bookworm AS wheels
WORKDIR /source
COPY pyproject.toml README.md LICENSE NOTICE ./
COPY requirements requirements
COPY src src
COPY docs/man docs/man
COPY packaging packaging
RUN python -m venv /venv \
 && /venv/bin/pip install --no-cache-dir --require-hashes -r requirements/base.txt -r requirements/build.txt \
 && /venv/bin/pip install --no-cache-dir --no-deps --no-build-isolation . \
 && /venv/bin/pip install --no-cache-dir "psycopg[binary]>=3.2" "aiosmtplib>=5.0" "email-validator>=2.2"

FROM python:3.11-slim-bookworm
LABEL org.opencontainers.image.title="broadsheet" org.opencontainers.image.licenses="Apache-2.0"
RUN useradd --system --uid 10001 --home-dir /paper --create-home paper
COPY --from=wheels /venv /venv
ENV PATH=/venv/bin:$PATH HOME=/paper PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1
USER 10001:10001
WORKDIR /paper
VOLUME ["/paper"]
EXPOSE 8000
HEALTHCHECK --interval=30s --timeout=5s --start-period=60s \
  CMD ["python", "-c", "from urllib.request import urlopen; urlopen('http://127.0.0.1:8000/healthz', timeout=4)"]
ENTRYPOINT ["broadsheet"]
CMD ["run", "--site", "/paper", "--host", "0.0.0.0", "--port", "8000"]
