"""The console: supabase/console, pages for operators.

A page is a file `pages/<name>.tsx` that exports `page`; its name is its address, `#/<name>`.
A page of a module says so, and is shown where the module is chosen.
"""

from aiohttp import web

from glue import paths
from glue.gateway import pages
from glue.gateway.problems import not_served
from glue.schema.modules import read_modules

FOLDER = paths.SHIPPED / "supabase" / "console"


async def answer_console(path: str, publishable_key: str) -> web.Response:
    """Answer for one path below /console."""
    match path:
        case "/console":
            return pages.answer_redirect(path)
        case "/console/":
            return pages.answer_shell("Rowhouse console", ["page.css"])
        case "/console/config.json":
            modules = sorted(read_modules().chosen)
            return pages.answer_config({"publishable_key": publishable_key, "modules": modules})
        case "/console/page.css":
            return await pages.answer_styles('@import "./page.css";', FOLDER, "entry.css")
        case "/console/page.js":
            return await pages.answer_script(write_entry(), FOLDER, "entry.tsx")
    raise not_served(path)


def write_entry() -> str:
    """Write the script that starts the shell with every page of the folder."""
    names = sorted(page.stem for page in (FOLDER / "pages").glob("*.tsx"))
    lines = [f'import {{ page as p{n} }} from "./pages/{it}.tsx";' for n, it in enumerate(names)]
    given = ", ".join(f'"{name}": p{n}' for n, name in enumerate(names))
    return "\n".join([*lines, 'import { start } from "./shell.tsx";', f"start({{ {given} }});"])
