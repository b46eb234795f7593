-- commerce._refuse_order_command: refuse a command, by the rule that forbids it.

create or replace function commerce._refuse_order_command(
    p_order commerce.orders, p_command text, p_rule text, p_why text
)
    returns void
    language plpgsql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
begin
    perform core.raise_error(
        'commerce.transition_refused',
        format(
            'Rule %s refuses to %s order %s, which is %s: %s Allowed: %s.',
            p_rule, p_command, p_order.id, p_order.status, p_why,
            coalesce(
                (
                    select string_agg(
                        distinct format(
                            '%s (%s)', t.command, array_to_string(t.roles, ', ')
                        ),
                        ', '
                    )
                    from commerce.order_transitions as t
                    where t.from_status = p_order.status and t.roles <> '{}'
                ),
                'no command'
            )
        )
    );
end;
$$;

comment on function commerce._refuse_order_command(
    commerce.orders, text, text, text
) is
$$Raise, with the rule, the reason and the commands that the order's status allows.

Errors: PT409 commerce.transition_refused.
$$;
