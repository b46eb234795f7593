-- Proves functions/filters/counters/_column_fingerprint.sql.
begin;
select plan(3);

-- Given: an enum and a column of it.
create schema t_moods;
create type t_moods.mood as enum ('sad', 'glad');
create table t_moods.days (mood t_moods.mood);
create temporary table printed as
select
    filters._column_fingerprint(
        't_moods.days', 'mood', 't_moods.mood'::regtype
    ) as was;
select is(
    filters._column_fingerprint('t_moods.days', 'mood', 't_moods.mood'::regtype), was,
    'the same, the same print'
)
from printed;
alter type t_moods.mood rename value 'sad' to 'low';
select isnt(
    filters._column_fingerprint('t_moods.days', 'mood', 't_moods.mood'::regtype), was,
    'a label that was renamed changes it'
)
from printed;
select is(
    filters._column_fingerprint('t_moods.days', 'none', 't_moods.mood'::regtype), null,
    'a column that is gone has none'
);

select * from finish();
rollback;
