-- Proves triggers/core/erasures.sql.j2.
begin;
select plan(5);

-- Given: one row that came, changed and went.
do $$
begin
    perform core.erase_person('user', tests.user('ada')::text, 'Asked.');
end;
$$;
create temporary table t_row as select e.id::text as id from core.erasures as e;
update core.erasures set reason = 'B'
where true;
update core.erasures set reason = 'B'
where true;
delete from core.erasures
where true;

select * from tests.is_audited(
    'core.erasures', (select t.id from t_row as t), '{"reason": "Asked."}'
);
select is(
    (
        select e.old_values ->> 'person_key'
        from core.audit_entries as e
        where e.table_name = 'core.erasures' and e.operation = 'delete'
    ),
    '***', 'the trail never has the key of the person'
);

select * from finish();
rollback;
