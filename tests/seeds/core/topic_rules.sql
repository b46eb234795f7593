-- Proves sql/seeds/core/topic_rules.sql.
begin;
select plan(2);

select set_has(
    $$ select prefix, audience from core.topic_rules $$,
    $$ values
        ('core', 'roles'), ('filters', 'users'), ('reading:progress', 'owner'),
        ('concerts', 'everyone') $$,
    'the topics of this release have their readers'
);
select is_empty(
    $$ select r.prefix from core.topic_rules as r
       where r.predicate is not null
           and to_regprocedure(r.predicate || '(text)') is null $$,
    'every predicate is a function of a topic'
);

select * from finish();
rollback;
