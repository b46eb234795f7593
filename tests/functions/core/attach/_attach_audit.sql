-- Proves functions/core/attach/_attach_audit.sql.
begin;
select plan(4);

create table public.t_notes (id bigint primary key, title text);
do $$ begin
    perform core.attach_table('audit', 'public.t_notes', '{"masked": ["title"]}');
end $$;
select triggers_are(
    'public', 't_notes', array[
        't80_audit_insert', 't80_audit_update', 't80_audit_delete', 't80_audit_truncate'
    ],
    'four triggers'
);
select throws_ok(
    format('select core.attach_table(%L, %L, %L)', 'audit', 'public.t_notes', o.it),
    'PT422', 'core.invalid_attachment', 'refused: ' || o.it
)
from (values ('{"masked": ["id"]}'), ('{"x": 1}'), ('{"masked": {}}')) as o (it);

select * from finish();
rollback;
