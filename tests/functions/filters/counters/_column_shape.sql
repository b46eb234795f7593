-- Proves functions/filters/counters/_column_shape.sql.
begin;
select plan(3);

-- Given: an enum behind a domain.
create schema t_moods;
create type t_moods.mood as enum ('sad', 'glad');
create domain t_moods.shown as t_moods.mood;
create table t_moods.days (id integer, mood t_moods.shown, weight double precision);

select is(
    filters._column_shape('t_moods.days', 'mood') - array['print', 'table', 'type']
    #- '{labels,0,id}' #- '{labels,1,id}',
    '{"column": "mood", "number": 2, "kind": "enum", "modifier": -1,
      "labels": [{"label": "sad"}, {"label": "glad"}]}',
    'the type below a domain counts, and an enum''s labels in their order'
);
select is(
    filters._column_shape('t_moods.days', 'weight'), null,
    'what can not be counted has none'
);
select is(filters._column_shape('t_moods.days', 'none'), null, 'nor what is not there');

select * from finish();
rollback;
