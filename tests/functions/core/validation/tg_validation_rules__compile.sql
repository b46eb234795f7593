-- Proves functions/core/validation/tg_validation_rules__compile.sql.
begin;
select plan(4);

insert into core.validation_rules (entity, name, field, kind, message)
values ('core.thing', 'a', 'a', 'required', 'A.'),
('core.other', 'b', 'b', 'required', 'B.');
select
    has_function(
        'core', '_check_core__thing', array['jsonb'], 'an entity has its function'
    );

set local role service_role;
update core.validation_rules set is_enabled = false
where entity = 'core.thing';
reset role;
select is(
    core.check_record('core.thing', '{}') -> 'errors', '[]'::jsonb,
    'it is compiled again, whichever role changes a rule'
);
delete from core.validation_rules
where entity = 'core.thing';
select hasnt_function('core', '_check_core__thing', 'and goes with the last of them');
select has_function('core', '_check_core__other', array['jsonb'], 'others stay');

select * from finish();
rollback;
