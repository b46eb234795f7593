"""The pages that the gateway serves to a browser, and the links that sign their users in."""

from dataclasses import dataclass
from datetime import timedelta

from glue.http.tokens import Claims, mint
from glue.schema.modules import read_modules
from glue.stack.stack import Stack

TOKEN_LASTS = timedelta(hours=12)


@dataclass(frozen=True, slots=True)
class Page:
    """A page: its path, what it shows, and who is signed in under which name."""

    name: str
    path: str
    what: str
    users: dict[str, tuple[str, ...]]
    """For each name of a token: the user, then the app roles."""

    def address(self, stack: Stack) -> str:
        """Return where it is, without a token."""
        return f"{stack.address().url}{self.path}"

    def link(self, stack: Stack) -> str:
        """Return the address with its tokens: the fragment is sent to no server."""
        tokens = (f"{name}={user_token(stack, *who)}" for name, who in self.users.items())
        return f"{self.address(stack)}#{'&'.join(tokens)}"


PAGES = (
    Page("filters", "/demo/", "filters, signed in as ada", {"token": ("ada",)}),
    Page(
        "commerce",
        "/demo/commerce/",
        "a race for the last pieces, signed in as ada, bob and the staff (cleo)",
        {"ada": ("ada",), "bob": ("bob",), "staff": ("cleo", "admin")},
    ),
    Page(
        "suppliers",
        "/demo/suppliers/",
        "tasks and their dates, signed in as a project manager (mia) and a supplier (sam)",
        {"manager": ("mia", "project_manager"), "supplier": ("sam", "supplier")},
    ),
    Page(
        "concerts",
        "/demo/concerts/",
        "a show whose songs two users vote for, signed in as ada and bob",
        {"ada": ("ada",), "bob": ("bob",)},
    ),
    Page(
        "console",
        "/console/",
        "the console, signed in as an admin (cleo)",
        {"token": ("cleo", "admin")},
    ),
)


def served_pages() -> list[Page]:
    """Return the pages of the chosen modules; the console is always one."""
    chosen = read_modules().chosen
    return [page for page in PAGES if page.name == "console" or page.name in chosen]


def user_token(stack: Stack, user: str = "ada", *app_roles: str) -> str:
    """Return a token of a user of the stack, for half a day."""
    return mint(stack.jwt_secret, Claims(user=user, app_roles=app_roles, expires_in=TOKEN_LASTS))
