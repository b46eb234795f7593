-- Proves functions/concerts/demo/_demo_fan.sql.
begin;
select plan(2);

select is(
    concerts._demo_fan(7), tests.user('fan-7'), 'a fan is a user of that name'
);
select isnt(
    concerts._demo_fan(7), concerts._demo_fan(8), 'another number is another fan'
);

select * from finish();
rollback;
