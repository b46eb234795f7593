"""What RPCs answer is what the labels `Returns:` of their comments say."""

import pytest

from glue import db
from glue.schema.modules import read_modules
from glue.schema.rpcs import read_rpcs
from tests.api.answers import Judge, call, call_example
from tests.api.sample import ROLES, SOUND, prepare

_SOUND = SOUND | {"timestamptz": SOUND["timestamp with time zone"]}

pytestmark = pytest.mark.needs("commerce", "concerts", "filters", "reading", "suppliers")


@pytest.mark.parametrize("module", sorted(read_modules().chosen - {"master"}))
def test_every_example_answers_as_its_contract_says(db_url: str, module: str) -> None:
    rpcs = [rpc for rpc in read_rpcs() if rpc.body.startswith(f"{module}.")]
    judge = Judge(rpcs)
    faults: list[str] = []
    with db.connect(db_url, autocommit=False) as conn:
        sound = prepare(conn)
        for rpc in rpcs:
            _, answer, refused = call_example(conn, rpc, sound)
            if refused is not None:
                faults.append(
                    f"{rpc.body}: {refused.diag.message_primary} {refused.diag.message_detail}"
                )
            else:
                fault = judge.fault(rpc.name, answer)
                faults += [f"{rpc.body} {fault}"] if fault else []
            arguments = {p.name: sound.get(p.name, _SOUND[p.type]) for p in rpc.parameters}
            for claims in ROLES.values():
                answer, refused = call(conn, rpc, claims, arguments)
                fault = None if refused else judge.fault(rpc.name, answer)
                faults += [f"{rpc.body} {fault}"] if fault else []
        conn.rollback()
    assert not faults, "\n".join(faults)
