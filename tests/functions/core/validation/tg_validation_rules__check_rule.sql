-- Proves functions/core/validation/tg_validation_rules__check_rule.sql.
begin;
select plan(3);

-- Given: functions that a custom rule might name.
create function core.check_ok(p_record jsonb) returns text
    language sql stable as $$ select null::text $$;
create function core.check_writes(p_record jsonb) returns text
    language sql volatile as $$ select null::text $$;
create function core.check_owner(p_record jsonb) returns text
    language sql stable security definer as $$ select null::text $$;

create function pg_temp.verdict(p_kind text, p_argument jsonb) returns text
    language plpgsql as $$
begin
    insert into core.validation_rules (entity, name, field, kind, argument, message)
    values ('core.thing', 'r', 'f', p_kind, p_argument, 'M.');
    delete from core.validation_rules where true;
    return 'kept';
exception
    when sqlstate 'PT422' then
        return sqlerrm;
end;
$$;
select is_empty(
    $$ select c.kind, c.argument from (values
        ('type', '{"type": "uuid"}'::jsonb), ('pattern', '{"pattern": "^a$"}'),
        ('length', '{"max": 5}'), ('range', '{"min": "2020-01-01"}'),
        ('one_of', '{"values": [1]}'), ('required', '{}'),
        ('required_if', '{"field": "a", "equals": false}'),
        ('compare', '{"left": "a", "op": "<", "right": "b"}'),
        ('json_schema', '{"schema": {}}'), ('sanitize', '{"steps": ["trim"]}'),
        ('custom', '{"function": "core.check_ok"}')
    ) as c (kind, argument) where pg_temp.verdict(c.kind, c.argument) <> 'kept' $$,
    'rules in their form are kept'
);
select is_empty(
    $$ select c.kind, c.argument from (values
        ('type', '{}'::jsonb), ('type', '{"type": "xml"}'),
        ('pattern', '{"pattern": "(a)\\1"}'), ('length', '{}'), ('range', '{}'),
        ('one_of', '{"values": 1}'), ('required_if', '{"field": "a"}'),
        ('compare', '{"left": "a", "op": "; drop", "right": "b"}'),
        ('json_schema', '{"schema": {"$ref": "x"}}'), ('sanitize',
        '{"steps": ["shout"]}')
    ) as c (kind, argument)
       where pg_temp.verdict(c.kind, c.argument) <> 'core.invalid_rule' $$,
    'others are not'
);
select is_empty(
    $$ select c.name from (values
        ('core.check_writes'), ('core.check_owner'), ('core.unheard_of'), ('pg_sleep'),
        ('core.check_ok(jsonb); select 1 --'), ('pg_catalog.jsonb_typeof'), (null)
    ) as c (name)
       where pg_temp.verdict('custom', jsonb_build_object('function', c.name))
           <> 'core.invalid_rule' $$,
    'a custom rule is a function of its module that only reads, and nothing else'
);

select * from finish();
rollback;
