-- Proves functions/core/common/find_table.sql.
begin;
select plan(22);

-- Given: what is not an ordinary table, and a name that needs its quotes.
create view core.t_seen as select 1 as n;
create temporary table t_brief (id bigint);
create table core."t Odd" (id bigint); -- noqa: RF05

select is(core.find_table(c.name), c.found::regclass, c.rule)
from (
    values
    ('core.events', 'core.events', 'a name with its schema'),
    ('Core.Events', 'core.events', 'case folds'),
    ('"core"."events"', 'core.events', 'quoted'),
    (e' core.events \n', 'core.events', 'padded'),
    (current_database() || '.core.events', 'core.events', 'with this database'),
    ('core."t Odd"', 'core."t Odd"', 'what only quoting names'),
    ('core.events_default', 'core.events', 'a partition is its whole table'),
    ('core.t Odd', null, 'unquoted it is no name'),
    ('"Core"."Events"', null, 'quoted, case counts'),
    ('events', null, 'without its schema'),
    ('elsewhere.core.events', null, 'of another database'),
    ('a.b.c.d', null, 'of too many parts'),
    ('core.pans', null, 'unknown'),
    ('core.t_seen', null, 'a view'),
    ('core.events_pkey', null, 'an index'),
    ('pg_temp.t_brief', null, 'temporary'),
    ('pg_class', null, 'of the system'),
    ('pg_catalog.pg_class', null, 'of the system, qualified'),
    ('"', null, 'a quote alone'),
    ('', null, 'nothing'),
    (null, null, 'null'),
    (repeat('x', 1000000), null, 'a million characters')
) as c (name, found, rule);

select * from finish();
rollback;
