-- Proves functions/commerce/purchases/run_propose_reorders.sql.
begin;
select plan(5);

-- Given: rules at two locations.
select tests.set_clock('2026-06-01 12:00+00');
select tests.small_purchases();
create function pg_temp.run(p_job core.jobs) returns text
    language sql as $$ select commerce.run_propose_reorders(p_job)::text $$;
select core.enqueue('commerce.propose_reorders', p_queue => 'maintenance')::text;

select pg_temp.run(j) from core.jobs as j
where j.kind = 'commerce.propose_reorders';
select results_eq(
    $$ select l.code, j.queue
       from core.jobs as j
       inner join commerce.locations as l
           on (j.payload ->> 'location_id')::bigint = l.id
       where j.kind = 'commerce.propose_reorders'
       order by l.code $$,
    $$ values ('MAIN', 'maintenance'), ('SHOP', 'maintenance') $$,
    'each location is a job of its own'
);
select is_empty(
    $$ select p.id from commerce.reorder_proposals as p $$, 'that proposes'
);
select pg_temp.run(j) from core.jobs as j
where j.payload ? 'location_id' and j.kind = 'commerce.propose_reorders';
select results_eq(
    $$ select v.sku from commerce.reorder_proposals as p
       inner join commerce.variants as v on p.variant_id = v.id order by v.sku $$,
    $$ values ('MUG'), ('SHIRT-S') $$,
    'what its rules need'
);

-- When: the job that was to send an order has gone, and a day passes.
delete from core.jobs
where kind = 'commerce.send_purchase';
select pg_temp.run(j) from core.jobs as j
where not j.payload ? 'location_id' and j.kind = 'commerce.propose_reorders';
select is_empty(
    $$ select j.id from core.jobs as j where j.kind = 'commerce.send_purchase' $$,
    'an order has a day to be acknowledged'
);
select tests.set_clock('2026-06-02 12:01+00');
select pg_temp.run(j) from core.jobs as j
where not j.payload ? 'location_id' and j.kind = 'commerce.propose_reorders';
select is(
    (select count(*) from core.jobs as j
     where j.kind = 'commerce.send_purchase'),
    1::bigint, 'and is sent again then'
);

select * from finish();
rollback;
