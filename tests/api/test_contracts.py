"""What RPCs answer is what the labels `Returns:` of their comments say."""

import pytest

from glue import db
from glue.schema.modules import read_modules
from glue.schema.rpcs import Rpc, read_rpcs
from tests.api.answers import (
    NO_EXAMPLE,
    Judge,
    Outcome,
    call,
    call_example,
    sound_arguments,
    sound_example,
)
from tests.api.sample import MODULES, ROLES, prepare

pytestmark = pytest.mark.needs("commerce", "concerts", "filters", "reading", "suppliers")


@pytest.mark.parametrize("module", sorted(read_modules().chosen & MODULES))
def test_every_example_answers_as_its_contract_says(db_url: str, module: str) -> None:
    rpcs = [rpc for rpc in read_rpcs() if rpc.body.startswith(f"{module}.")]
    judge = Judge(rpcs)
    faults: list[str] = []
    with db.connect(db_url, autocommit=False) as conn:
        sound = prepare(conn)
        conn.execute("reset role")
        kinds = {
            row["type"]: row["payload"]
            for row in conn.execute("select type, payload from core.event_types")
        }

        def judge_outcome(rpc: Rpc, outcome: Outcome) -> None:
            found = [judge.event_fault(kinds, event) for event in outcome.events]
            if outcome.refused is None:
                found.append(judge.fault(rpc.name, outcome.answer))
            faults.extend(f"{rpc.body} {fault}" for fault in found if fault)

        for rpc in rpcs:
            example = call_example(conn, rpc, sound)
            judge_outcome(rpc, example)
            if example.refused is not None and rpc.name not in NO_EXAMPLE:
                diag = example.refused.diag
                faults.append(f"{rpc.body}: {diag.message_primary} {diag.message_detail}")
            arguments = sound_arguments(rpc, sound)
            for claims in ROLES.values():
                for given in (arguments, sound_example(rpc, sound)):
                    judge_outcome(rpc, call(conn, rpc, claims, given))
        for event in conn.execute("select type, payload from core.events"):
            fault = judge.event_fault(kinds, event)
            faults += [f"the sample: {fault}"] if fault else []
        conn.rollback()
    assert not faults, "\n".join(faults)
