-- Proves functions/core/attach/_json_value.sql.
begin;
select plan(5);

select is(core._json_value(null::json), null, 'null stays null');
select
    is(
        core._json_value('{"a": 1}'::json),
        '{"a": 1}'::jsonb,
        'a value stays what it is'
    );
select is(
    core._json_value(t.it::json), to_jsonb(t.it), 'what jsonb refuses is text: ' || t.it
)
from (values ('"\u0000"'), ('["\ud800"]'), ('1e999999')) as t (it);

select * from finish();
rollback;
