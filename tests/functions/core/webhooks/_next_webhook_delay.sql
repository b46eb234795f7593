-- Proves functions/core/webhooks/_next_webhook_delay.sql.
begin;
select plan(2);

-- Given: no jitter.
update core.settings set value = '0'
where name = 'core.webhook_jitter';
select results_eq(
    $$ select core._next_webhook_delay(n)
       from generate_series(0, 10) as n
       order by n $$,
    $$ values
        ('0'::interval), ('5 s'), ('5 min'), ('30 min'), ('2 h'), ('5 h'), ('10 h'),
        ('14 h'), ('20 h'), ('24 h'), (null) $$,
    'the ladder is the one that was promised, and it ends'
);
update core.settings set value = null
where name = 'core.webhook_jitter';
select results_eq(
    $$ select
           min(d) >= interval '20 h', max(d) <= interval '24 h',
           count(distinct d) > 90
       from (select core._next_webhook_delay(8) as d from generate_series(1, 100)) as t $$,
    $$ values (true, true, true) $$,
    'each delay is longer by a random share of up to a fifth'
);

select * from finish();
rollback;
