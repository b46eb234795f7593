-- Proves functions/core/attach/_add_rules.sql.
begin;
select plan(2);

do $$ begin
    perform core._add_rules(
        'public.t_notes', '[{"name": "given", "field": "title", "kind": "required"}]'
    );
end $$;
select results_eq(
    $$ select r.name, r.message, r.severity, r.position from core.validation_rules as r
    where r.entity = 'public.t_notes' $$,
    $$ values ('given', 'given', 'error', 10) $$,
    'what a rule does not say has a default'
);
select throws_ok(
    $$ select core._add_rules('public.t_notes', '[{"field": "title"}]') $$,
    'PT422', 'core.invalid_attachment', 'a rule without a kind is refused'
);

select * from finish();
rollback;
