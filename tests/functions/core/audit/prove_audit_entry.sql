-- Proves functions/core/audit/prove_audit_entry.sql.
begin;
select plan(12);

-- Given: seven sealed entries, and one that is not.
alter table core.audit_entries disable trigger t20_refuse_change;
delete from core.audit_entries
where true;
insert into core.audit_entries (xid, changed_at, table_name, row_id, operation, role)
select
    10 as xid,
    '2031-01-05 00:00+00'::timestamptz as changed_at,
    'core.a' as table_name,
    n.n::text as row_id,
    'insert' as operation,
    'postgres' as role
from generate_series(1, 7) as n (n);
do $$ begin perform core.seal_audit(); end $$;
insert into core.audit_entries (table_name, row_id, operation, role)
values ('core.a', 'open', 'insert', 'postgres');
create temporary table t_entry as
select
    e.row_id,
    e.id
from core.audit_entries as e;
grant select on t_entry to authenticated;

select tests.login_as(tests.user('ada'), 'analyst');
select is_empty(
    $$ select t.row_id from t_entry as t
       where t.row_id <> 'open'
       and (core.prove_audit_entry(t.id) ->> 'is_included')::boolean is not true $$,
    'every sealed entry is shown to be in its batch'
);
select is(
    core.prove_audit_entry(t.id)
    - array['leaf', 'path', 'root', 'chain', 'seal_id', 'entry'],
    jsonb_build_object(
        'entry_id', t.id, 'place', 3, 'entries', 7, 'is_included', true
    ),
    'with its place in it'
)
from t_entry as t
where t.row_id = '3';
select is(
    core.prove_audit_entry(t.id) #> '{entry,fields,row_id,value}', '"3"',
    'and what the leaf commits to'
)
from t_entry as t
where t.row_id = '3';
select is(
    jsonb_array_length(core.prove_audit_entry(t.id) -> 'path'), 3,
    'and a path as long as the tree is high'
)
from t_entry as t
where t.row_id = '3';
select is(
    tests.refusal(format('select core.prove_audit_entry(%s)', t.id)) ->> 'key',
    'core.entry_not_sealed', 'an entry that is not sealed yet is refused'
)
from t_entry as t
where t.row_id = 'open';
select is(
    tests.refusal('select core.prove_audit_entry(-1)') ->> 'key',
    'core.entry_not_found', 'an entry that does not exist is refused'
);

reset role;
update core.audit_entries set role = 'x'
where row_id = '5';
select is(
    core.prove_audit_entry(t.id) ->> 'is_included', 'false',
    'after tampering the path leads elsewhere'
)
from t_entry as t
where t.row_id = '3';

-- Given: a transaction of three blocks, and one after it in the same window.
reset role;
alter table core.audit_seals disable trigger t20_refuse_change;
delete from core.audit_seals
where true;
delete from core.audit_entries
where true;
insert into core.audit_entries (xid, changed_at, table_name, row_id, operation, role)
select
    case when n.n > 9000 then 21 else 20 end as xid,
    '2031-01-06 00:00+00'::timestamptz as changed_at,
    'core.b' as table_name,
    n.n::text as row_id,
    'insert' as operation,
    'postgres' as role
from generate_series(1, 9010) as n (n);
do $$ begin perform core.seal_audit(9010); end $$;
create temporary table t_large as
select
    e.row_id::bigint as place,
    e.id
from core.audit_entries as e
where e.table_name = 'core.b';
create function tests.leads_to(p_proof jsonb) returns text language plpgsql as $$
declare
    v_hash bytea := decode(p_proof ->> 'leaf', 'hex');
    v_step jsonb;
begin
    for v_step in select jsonb_array_elements(p_proof -> 'path') loop
        v_hash := sha256('\x01' || case v_step ->> 'side'
            when 'left' then decode(v_step ->> 'sha256', 'hex') || v_hash
            else v_hash || decode(v_step ->> 'sha256', 'hex')
        end);
    end loop;
    return encode(v_hash, 'hex');
end
$$;
grant select on t_large to authenticated;
select tests.login_as(tests.user('ada'), 'analyst');
select is_empty(
    $$ select p.place
       from (
           select t.place, core.prove_audit_entry(t.id) as proof from t_large as t
           where t.place in (1, 4096, 4097, 8192, 8193, 9000, 9001, 9010)
       ) as p
       where not (p.proof ->> 'is_included')::boolean
       or (p.proof ->> 'place')::bigint <> p.place
       or (p.proof ->> 'entries')::bigint <> 9010
       or tests.leads_to(p.proof) <> p.proof ->> 'root' $$,
    'an entry of a large transaction is proved from its block'
);
reset role;
update core.audit_entries set role = 'x'
where table_name = 'core.b' and row_id = '5000';
select results_eq(
    $$ select t.place, core.prove_audit_entry(t.id) ->> 'is_included' from t_large as t
       where t.place in (1, 5001) order by 1 $$,
    $$ values (1::bigint, 'true'), (5001, 'false') $$,
    'tampering breaks the proofs of its block'
);
select results_eq(
    $$ select state from core.verify_audit() where entries = 9010 $$,
    $$ values ('entries changed') $$,
    'and the whole is compared elsewhere'
);

update core.audit_entries set role = 'postgres'
where table_name = 'core.b' and row_id = '5000';
update core.audit_seals set block_ids[2] = block_ids[2] + 1
where entries = 9010;
select results_eq(
    $$ select state from core.verify_audit() where entries = 9010 $$,
    $$ values ('blocks changed') $$,
    'what a seal says of its blocks is compared, too'
);

select tests.login_as(tests.user('bob'), 'buyer');
select is(
    tests.refusal('select core.prove_audit_entry(1)') ->> 'key', 'core.not_permitted',
    'a user without the app role is refused'
);

select * from finish();
rollback;
