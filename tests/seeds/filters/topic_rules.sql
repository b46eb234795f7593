-- Proves sql/seeds/filters/topic_rules.sql.j2.
begin;
select plan(2);

select results_eq(
    $$ select audience, predicate, is_broadcast
       from core.topic_rules where prefix = 'filters' $$,
    $$ values ('predicate', 'filters.can_read_topic', true) $$,
    'who may read a dimension hears of it, also through Realtime'
);
select has_function(
    'filters', 'can_read_topic', array['text'], 'its predicate is a function of a topic'
);

select * from finish();
rollback;
