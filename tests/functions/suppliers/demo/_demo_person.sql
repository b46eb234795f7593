-- Proves functions/suppliers/demo/_demo_person.sql.
begin;
select plan(2);

select is(
    array(
        select suppliers._demo_person(c.code)
        from unnest(array['DEMO-01', 'DEMO-02', 'DEMO-03', 'DEMO-04']) as c (code)
    ), '{sam,sue,sol,demo-04}', 'the first suppliers have people with names'
);
select is(
    md5(suppliers._demo_person('DEMO-01'))::uuid, tests.user('sam'),
    'whose ids are those of their tokens'
);

select * from finish();
rollback;
