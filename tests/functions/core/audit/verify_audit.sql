-- Proves functions/core/audit/verify_audit.sql.
begin;
select plan(13);

-- Given: three sealed batches, in two months.
alter table core.audit_entries disable trigger t20_refuse_change;
alter table core.audit_seals disable trigger t20_refuse_change;
delete from core.audit_entries
where true;
create function core.t_write(p_xid bigint, p_at timestamptz, p_name text)
    returns void
    language sql
as $$
    insert into core.audit_entries (xid, changed_at, table_name, row_id, operation, role)
    select p_xid, p_at, p_name, n::text, 'insert', 'postgres'
    from generate_series(1, 5) as n
$$;
do $$ begin perform core.t_write(10, '2031-01-05 00:00+00', 'core.a'); end $$;
do $$ begin perform core.seal_audit(); end $$;
alter table core.audit_seals disable trigger t20_refuse_change;
update core.audit_seals
set below_xid = 20
where true;
update core.audit_seals as s
set chain_sha256 = core._seal_chain(s)
where true;
do $$ begin perform core.t_write(30, '2031-01-06 00:00+00', 'core.b'); end $$;
do $$ begin perform core.t_write(31, '2031-02-06 00:00+00', 'core.c'); end $$;
do $$ begin perform core.seal_audit(); end $$;

create function core.t_states()
    returns text[]
    language sql
as $$
    select array_agg(v.state order by v.seal_id nulls last)
    from core.verify_audit() as v
$$;

select is(core.t_states(), '{ok,ok,ok}', 'untouched entries verify');

-- What an owner can do who takes the guards off.
create function core.t_after(p_statement text)
    returns text[]
    language plpgsql
as $$
declare
    v_states text[];
begin
    begin
        execute p_statement;
        v_states := core.t_states();
        raise exception 'undo' using errcode = 'ZZ000';
    exception
        when sqlstate 'ZZ000' then
            return v_states;
    end;
end;
$$;

select is(core.t_after(c.statement), c.states::text[], c.description)
from (
    values
    (
        $$ update core.audit_entries set role = 'x'
           where table_name = 'core.b' and row_id = '3' $$,
        '{ok,entries changed,ok}', 'a changed entry is found'
    ),
    (
        $$ delete from core.audit_entries
           where table_name = 'core.a' and row_id = '5' $$,
        '{entries removed,ok,ok}', 'a removed entry is found'
    ),
    (
        $$ delete from core.audit_entries where table_name = 'core.c' $$,
        '{ok,ok,entries removed}', 'a batch that is gone is found'
    ),
    (
        $$ insert into core.audit_entries
               (id, xid, changed_at, table_name, operation, role) overriding system value
           select id, xid, changed_at, 'core.forged', 'insert', 'postgres'
           from core.audit_entries where table_name = 'core.b' and row_id = '2' $$,
        '{ok,entries inserted,ok}', 'an entry inserted into a batch is found'
    ),
    (
        $$ select core.t_write(10, '2031-01-05 00:00+00', 'core.forged') $$,
        '{ok,ok,ok,entries inserted outside of every seal}',
        'an entry backdated by its transaction is found'
    ),
    (
        $$ select core.t_write(30, '2031-02-05 00:00+00', 'core.forged') $$,
        '{ok,ok,ok,entries inserted outside of every seal}',
        'an entry backdated into a batch of another month is found'
    ),
    (
        $$ update core.audit_entries set xid = 31 where table_name = 'core.b'
           and row_id = '1' $$,
        '{ok,entries changed,ok}', 'an entry moved to another transaction is found'
    ),
    (
        $$ update core.audit_seals set entries = 6 where id =
           (select min(id) from core.audit_seals) $$,
        '{seal changed,ok,ok}', 'a changed seal is found'
    ),
    (
        $$ delete from core.audit_seals where id =
           (select min(id) + 1 from core.audit_seals) $$,
        '{ok,a seal before this one is missing or changed,'
        'entries inserted outside of every seal}', 'a removed seal is found'
    )
) as c (statement, states, description);

-- Given: retention dropped January.
select core.ensure_partitions('core.audit_entries', '1 month', 0)
where tests.set_clock('2031-02-10 00:00+00') is not null;
select core.drop_partitions('core.audit_entries', '2031-02-01 00:00+00');
delete from core.audit_entries
where changed_at < '2031-02-01 00:00+00';
select is(
    core.t_states(), '{dropped,dropped,ok}',
    'months that retention dropped are vouched for by the chain'
);

set local role app_reader;
select isnt_empty('select * from core.verify_audit()', 'monitoring may verify');
select tests.login_as(tests.user('ada'), 'admin');
select throws_ok(
    'select * from core.verify_audit()', '42501', null, 'a signed-in user may not'
);

select * from finish();
rollback;
