"""Settings: the only reader of `broadsheet.toml` and of the environment.

What is set nearest wins: an option on the command line, the environment (`BROADSHEET_READ__MAX_BYTES=…`), the file named by
`--config` or `BROADSHEET_CONFIG`, else `broadsheet.toml` in the working folder, else the user's own, else the default.
A key that does not exist is an error, never ignored.
"""

from __future__ import annotations

import difflib
import ipaddress
import os
import tomllib
from collections.abc import Iterator, Mapping, Set
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any, Literal
from zoneinfo import ZoneInfo

from pydantic import BaseModel, ConfigDict, Field, SecretStr, ValidationError, field_validator, model_validator
from pydantic_settings import BaseSettings, PydanticBaseSettingsSource, SettingsConfigDict

from broadsheet.errors import ConfigError
from broadsheet.language.urls import without_password

PREFIX = "BROADSHEET_"
FILE = "broadsheet.toml"
IN_SITE = ".broadsheet/paper.db"


Weekday = Literal["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]
Hour = Annotated[str, Field(pattern=r"^(?:[01][0-9]|2[0-3]):[0-5][0-9]$")]


class _Section(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class PaperSettings(_Section):
    """What the paper is called and where its day begins."""

    title: str = Field("The Broadsheet", min_length=1, description="the paper's name, in the masthead")
    timezone: str = Field("UTC", description="time zone of the edition's day, a name such as Europe/Lisbon")
    address: str = Field("", description="where the site stands on the web, with a slash at its end; for feeds and the newsletter")

    desks: dict[str, str] = Field(
        {},
        description="your own desks, name = query: words that a story must all have, with alternatives between commas",
    )

    @field_validator("timezone")
    @classmethod
    def _known(cls, name: str) -> str:
        try:
            ZoneInfo(name)
        except (KeyError, ValueError, OSError) as problem:
            raise ValueError(f"{name!r} is no time zone") from problem
        return name


class StoreSettings(_Section):
    """Where the database lies, and how long it keeps pages as they came."""

    url: str | None = Field(
        None,
        description="a file, sqlite:///FILE, or postgresql://ROLE@HOST/DATABASE; without it DIR/.broadsheet/paper.db of the site",
    )
    keep_days: int | None = Field(
        None, ge=0, description="days that a page is kept as it came, by its newest article; unset: for ever. Articles always stay"
    )
    keep_mb: int | None = Field(None, ge=0, description="megabytes that such pages may take, the oldest go first; unset: any")
    keep_cited: bool = Field(True, description="keep those whose articles are cited, so that `verify` can prove it to the page")


class ReadSettings(_Section):
    """Bounds on what is read."""

    max_bytes: int = Field(10_000_000, ge=1_000, description="largest page in bytes after decompression")
    max_ratio: int = Field(100, ge=2, description="largest growth of a compressed file or answer")
    max_depth: int = Field(64, ge=1, description="deepest folder below the one given")
    max_files: int = Field(100_000, ge=1, description="most files in one packed folder")
    max_pages: int = Field(100, ge=0, description="most pages that are fetched for one feed or sitemap, newest first")
    max_feeds: int = Field(1_000, ge=1, description="most feeds of one list that are followed")
    max_sitemaps: int = Field(50, ge=1, description="most sitemaps of one index that are followed, newest first")


class WebSettings(_Section):
    """How the web is asked."""

    agent: str = Field("broadsheet", pattern=r"^[A-Za-z][A-Za-z0-9_.-]*$", description="the name that robots.txt files know us by")
    contact: str = Field(
        "", pattern=r"^[!-'*-~]*$", description="an address where whoever runs this can be reached, sent with every request"
    )
    delay: float = Field(1.0, ge=0, le=3_600, description="seconds between two requests to a host; its robots.txt may ask for more")
    per_host: int = Field(2, ge=1, le=16, description="requests under way at one host at a time")
    connect: float = Field(5.0, gt=0, le=600, description="seconds for a connection to stand")
    seconds: float = Field(30.0, gt=0, le=600, description="seconds for an answer to be there in full")
    redirects: int = Field(5, ge=0, le=20, description="redirects that are followed")
    allow: tuple[str, ...] = Field(
        (),
        description="places that may be read although they are not public: address, network or host, with a port or without",
    )

    @field_validator("allow")
    @classmethod
    def _are_places(cls, places: tuple[str, ...]) -> tuple[str, ...]:
        from broadsheet.read.guard import allowed

        for place in places:
            allowed(place)
        return places


class ExtractSettings(_Section):
    """How articles are cut out of pages."""

    fast: bool = Field(False, description="skim web pages: five times as many, with less care")


class ModelsSettings(_Section):
    """Models of your own in the place of the packaged ones."""

    names: str | None = Field(
        None,
        pattern=r"^(spacy|gliner):.+$",
        description="who finds people, bodies and places: spacy:FOLDER or gliner:FOLDER on this machine; unset: the grammar",
    )
    embedder: str | None = Field(
        None, pattern=r"^(onnx|fastembed|sentence-transformers):.+$",
        description="who makes the sentence vectors: onnx:, fastembed: or sentence-transformers:FOLDER; unset: the packaged model",
    )  # fmt: skip


class RunSettings(_Section):
    """Bounds on the work on one page or article."""

    workers: int | None = Field(None, ge=0, description="worker processes; 0 works in this process; unset: as the input asks")
    seconds: float = Field(60.0, gt=0, description="longest time one page or article may take")
    memory_mb: int = Field(4_096, ge=512, description="most memory of a worker process, in megabytes")
    cluster: str | None = Field(
        None,
        pattern=r"^(tcp|tls)://[^\s/]+:[0-9]{1,5}$",
        description="scheduler of a Dask cluster that has the workers, as tcp://10.0.0.5:8786",
    )


class WriteSettings(_Section):
    """How pages are written."""

    words: int | None = Field(None, ge=10, description="words in the synopsis; unset: as the story needs")
    encyclopaedia: str | None = Field(
        None, description="a ZIM file of your own for the cards' dated background; needs broadsheet[zim]"
    )


class ServeSettings(_Section):
    """Where the web server listens."""

    host: str = Field("127.0.0.1", description="address to listen on")
    port: int = Field(8000, ge=0, le=65_535, description="port to listen on; 0 takes a free one")
    public: bool = Field(False, description="anybody may read; without it whoever reads has an account")
    address: str = Field(
        "", pattern=r"^(https?://[A-Za-z0-9.-]+(:[0-9]{1,5})?/?)?$",
        description="what browsers ask for where a proxy stands before the server, as https://paper.example",
    )  # fmt: skip
    proxies: tuple[str, ...] = Field((), description="addresses or networks of proxies whose X-Forwarded-For is believed")
    idle_hours: float = Field(168.0, gt=0, le=8_760, description="hours that somebody stays logged in without coming back")
    longest_hours: float = Field(720.0, gt=0, le=8_760, description="hours that somebody stays logged in at all")
    searches: int = Field(60, ge=0, description="searches a minute that a reader or an address may ask for; 0 for any number")
    questions: int = Field(20, ge=0, description="the same for questions")
    matches: int = Field(60, ge=0, description="the same for texts that are matched with stories")

    @field_validator("proxies")
    @classmethod
    def _networks(cls, proxies: tuple[str, ...]) -> tuple[str, ...]:
        for proxy in proxies:
            try:
                ipaddress.ip_network(proxy)
            except ValueError as problem:
                raise ValueError(f"{proxy!r} is no address and no network") from problem
        return proxies


class ScheduleSettings(_Section):
    """What `broadsheet run` does when."""

    editions: tuple[Hour, ...] = Field(("06:00", "18:00"), description="hours of the editions, in the paper's time zone")
    newsletter: Hour | Literal[""] = Field("06:30", description="hour of the newsletter; empty for none")
    watch_minutes: float = Field(
        10.0, gt=0, le=1_440, description="minutes that new pages wait at most for their stories to be written"
    )
    shortest_minutes: float = Field(5.0, ge=1, le=1_440, description="shortest time between two looks at a source")
    longest_hours: float = Field(24.0, ge=1, le=168, description="longest time between two looks at a source")
    days: int = Field(7, ge=1, description="how many days old an article may be that a source tells of")
    attempts: int = Field(8, ge=1, le=100, description="failures in a row until a page is given up, and a source asked once a week")


class MailSettings(_Section):
    """How the newsletter leaves by mail, and how often strangers may have us write to an address."""

    host: str = Field("", pattern=r"^[A-Za-z0-9.:_-]*$", description="the server that takes our mail; empty: none is sent")
    port: int | None = Field(None, ge=1, le=65_535, description="its port; unset: 587, with tls 465, with none 25")
    security: Literal["starttls", "tls", "none"] = Field(
        "starttls", description="starttls or tls, without which nothing is said; none, for a server on this machine"
    )
    user: str = Field("", description="the name to log in with; empty to send without")
    password: SecretStr = Field(SecretStr(""), description="the password, better told by the environment or `mail.password_file`")
    password_file: str | None = Field(None, description="a file whose first line is the password")
    sender: str = Field("", description="the address that mail comes from")
    per_minute: int = Field(60, ge=1, le=6_000, description="mails that leave in a minute at most")
    seconds: float = Field(60.0, gt=0, le=600, description="how long the server is waited for")
    weekday: Weekday = Field("monday", description="the day on which weekly readers get their issue")
    asks_per_address: int = Field(2, ge=0, le=20, description="how often a day an address is asked at most to confirm")
    asks_per_hour: int = Field(60, ge=0, le=10_000, description="how many addresses an hour are asked at most to confirm")

    @model_validator(mode="after")
    def _is_not_overheard(self) -> MailSettings:
        if self.security == "none" and self.user and self.host not in ("localhost", "127.0.0.1", "::1"):
            raise ValueError("a password is not sent in the clear: set mail.security to starttls or tls")
        return self


class LlmSettings(_Section):
    """The optional language model that puts prose more smoothly. Off unless an address is set."""

    base_url: str = Field("", description="an endpoint that speaks OpenAI's chat protocol, with its /v1; empty: no model")
    model: str = Field("", description="the model's name, as the endpoint calls it")
    key: SecretStr = Field(SecretStr(""), description="the key, better told by the environment or `llm.key_file`; empty for none")
    key_file: str | None = Field(None, description="a file whose first line is the key")
    temperature: float = Field(0.2, ge=0, le=1, description="how freely it writes; higher is refused more often")
    seconds: float = Field(60.0, gt=0, le=600, description="how long an answer is waited for")
    retries: int = Field(2, ge=0, le=5, description="how often a busy endpoint is asked again")
    answer_tokens: int = Field(1_500, ge=0, le=32_000, description="longest answer in tokens; 0 leaves it to the endpoint")
    extra: dict[str, str | int | float | bool] = Field({}, description="further fields of every request")
    most_tokens: int = Field(500_000, ge=0, description="tokens that a run may use, read and written; 0 for any number")
    most_cost: float = Field(0.0, ge=0, description="what a run may cost by the prices below; 0 for any sum")
    price_in: float = Field(0.0, ge=0, description="price of a million tokens read")
    price_out: float = Field(0.0, ge=0, description="price of a million tokens written")
    currency: str = Field("USD", pattern=r"^[A-Z]{3}$", description="the currency of these prices")
    answers: str | None = Field(None, description="the folder in which answers are kept; unset: the user's cache")


class Settings(BaseSettings):
    """Everything that can be set, with defaults. Sections are those of `broadsheet.toml`."""

    model_config = SettingsConfigDict(env_prefix=PREFIX, env_nested_delimiter="__", extra="forbid", frozen=True)

    paper: PaperSettings = PaperSettings()  # type: ignore[call-arg]
    store: StoreSettings = StoreSettings()  # type: ignore[call-arg]
    read: ReadSettings = ReadSettings()  # type: ignore[call-arg]
    web: WebSettings = WebSettings()  # type: ignore[call-arg]
    extract: ExtractSettings = ExtractSettings()  # type: ignore[call-arg]
    models: ModelsSettings = ModelsSettings()  # type: ignore[call-arg]
    run: RunSettings = RunSettings()  # type: ignore[call-arg]
    write: WriteSettings = WriteSettings()  # type: ignore[call-arg]
    serve: ServeSettings = ServeSettings()  # type: ignore[call-arg]
    schedule: ScheduleSettings = ScheduleSettings()  # type: ignore[call-arg]
    mail: MailSettings = MailSettings()  # type: ignore[call-arg]
    llm: LlmSettings = LlmSettings()  # type: ignore[call-arg]

    @classmethod
    def settings_customise_sources(
        cls, settings_cls: type[BaseSettings], init_settings: PydanticBaseSettingsSource, env_settings: PydanticBaseSettingsSource,  # noqa: ARG003
        dotenv_settings: PydanticBaseSettingsSource, file_secret_settings: PydanticBaseSettingsSource,  # noqa: ARG003
    ) -> tuple[PydanticBaseSettingsSource, ...]:  # fmt: skip
        """The environment stands above the file, which comes in as arguments; no other source."""
        return env_settings, init_settings


@dataclass(frozen=True, slots=True, kw_only=True)
class Configuration:
    """Settings with where each came from.

    Attributes:
        settings: the settings.
        origins: dotted key → `default`, the file's path or the name of the variable.
    """

    settings: Settings
    origins: dict[str, str]

    def rows(self) -> Iterator[tuple[str, Any, str, str]]:
        """Key, value, origin and description of every setting, in the order of the sections. Secrets are not told."""
        for section, name, description in keys():
            value = _shown(getattr(getattr(self.settings, section), name))
            yield f"{section}.{name}", value, self.origins[f"{section}.{name}"], description


def _shown(value: Any) -> Any:
    """A setting as anybody may see it: of a secret, whether there is one; of an address, all but the password."""
    if isinstance(value, SecretStr):
        return "(set, not shown)" if value.get_secret_value() else ""
    return without_password(value) if isinstance(value, str) else value


def user_store() -> str:
    """The user's own database, for commands that are told of no other."""
    import platformdirs

    return str(platformdirs.user_data_path("broadsheet") / "paper.db")


def site_store(folder: str) -> str:
    """The database that lies in a site's folder."""
    return str(Path(folder) / IN_SITE)


def keys() -> Iterator[tuple[str, str, str]]:
    """Section, name and description of everything that can be set."""
    for section, field in Settings.model_fields.items():
        assert isinstance(field.annotation, type)
        for name, described in field.annotation.model_fields.items():
            yield section, name, described.description or ""


def load(path: str | None = None) -> Configuration:
    """The effective settings.

    Args:
        path: a settings file that must be there.

    Raises:
        ConfigError: naming the key or file at fault.
    """
    variables = {key.upper() for key in os.environ if key.upper().startswith(PREFIX)} - {f"{PREFIX}CONFIG"}
    file = _file(path or os.environ.get(f"{PREFIX}CONFIG"))
    content = _content(file) if file else {}
    _refuse_unknown(variables)
    return Configuration(settings=_settings(content, file), origins=_origins(content, file, variables))


def _file(named: str | None) -> Path | None:
    if named:
        if not Path(named).is_file():
            raise ConfigError(f"{named}: no such settings file", hint="check --config and BROADSHEET_CONFIG")
        return Path(named)
    import platformdirs

    places = (Path(FILE), platformdirs.user_config_path("broadsheet") / FILE)
    return next((place for place in places if place.is_file()), None)


def _content(file: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(file.read_text("utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as problem:
        raise ConfigError(f"{file}: {problem}", hint="the file is TOML, as at https://toml.io") from problem


def _settings(content: dict[str, Any], file: Path | None) -> Settings:
    try:
        return Settings(**content)
    except ValidationError as problem:
        first = problem.errors()[0]
        key = ".".join(str(part) for part in first["loc"])
        hint = _nearest(key) if first["type"] == "extra_forbidden" else "`broadsheet config` describes it"
        raise ConfigError(_message(key, first, file), hint=hint) from problem
    except ValueError as problem:
        raise ConfigError(str(problem), hint="see `broadsheet config`") from problem


def _message(key: str, error: Mapping[str, Any], file: Path | None) -> str:
    section, _, name = key.partition(".")
    variable = _variable(section, name)
    where = f"{variable}: " if variable in os.environ else f"{file}: " if file else ""
    if error["type"] == "extra_forbidden":
        return f"{where}there is no setting {key}"
    return f"{where}{key}: {error['msg'].removeprefix('Value error, ')}"


def _nearest(key: str) -> str:
    known = [f"{section}.{name}" for section, name, _ in keys()]
    close = difflib.get_close_matches(key, known, n=1, cutoff=0.5)
    return f"did you mean {close[0]}?" if close else "`broadsheet config` lists all settings"


def _variable(section: str, name: str) -> str:
    return f"{PREFIX}{section}__{name}".upper()


def _refuse_unknown(variables: Set[str]) -> None:
    known = {_variable(section, name) for section, name, _ in keys()}
    for variable in sorted(variables):
        if variable not in known:
            key = variable.removeprefix(PREFIX).lower().replace("__", ".")
            raise ConfigError(f"the environment sets {variable}, but there is no setting {key}", hint=_nearest(key))


def _origins(content: dict[str, Any], file: Path | None, variables: Set[str]) -> dict[str, str]:
    origins = {}
    for section, name, _ in keys():
        if _variable(section, name) in variables:
            origin = _variable(section, name)
        elif name in content.get(section, {}):
            origin = str(file)
        else:
            origin = "default"
        origins[f"{section}.{name}"] = origin
    return origins
