-- Proves functions/core/read/list_replica_reads.sql.
begin;
select plan(4);

-- Given: a read-only RPC, one that may write, and a name with both.
create function api.t_read() returns int language sql stable return 1;
create function api.t_write() returns int language sql volatile return 1;
create function api.t_both() returns int language sql stable return 1;
create function api.t_both(a int) returns int language sql volatile return 1;
insert into core.settings (name, default_value, description)
values ('core.t.replica_reads', '["t_read", "t_write", "t_both", "t_none"]', '-');

select set_has(
    $$ select core.list_replica_reads() $$, $$ values ('t_read') $$,
    'a replica answers a read-only RPC that its module names'
);
select set_hasnt(
    $$ select core.list_replica_reads() $$, $$ values ('t_write'), ('t_both') $$,
    'a replica answers none that may write'
);
update core.settings set value = '[]'
where name = 'core.t.replica_reads';
select set_hasnt(
    $$ select core.list_replica_reads() $$, $$ values ('t_read') $$,
    'the operator may leave one out'
);
select is_empty(
    $$
    select n.name
    from core.settings as s
    cross join lateral jsonb_array_elements_text(s.default_value) as n (name)
    where s.name like '%.replica\_reads' and s.name <> 'core.t.replica_reads'
    except
    select core.list_replica_reads()
    $$,
    'each RPC that a module names is read-only'
);

select * from finish();
rollback;
