-- Proves triggers/reading/tombstones.sql.
begin;
select plan(1);

select triggers_are(
    'reading', 'tombstones', array['t90_forget'],
    'tombstones has exactly this trigger'
);

select * from finish();
rollback;
