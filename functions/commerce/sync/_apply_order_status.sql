-- commerce._apply_order_status: accept the next status of an order of the source.
--
-- The seam to commerce.orders: this function decides whether the step is possible, and
-- is the one place to call a transition of a local order from.

create or replace function commerce._apply_order_status(p_from text, p_to text)
    returns void
    language plpgsql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
begin
    if p_from is not null and not (p_from, p_to) in (
        ('placed', 'paid'), ('placed', 'packed'), ('placed', 'shipped'),
        ('placed', 'delivered'), ('placed', 'cancelled'), ('paid', 'packed'),
        ('paid', 'shipped'), ('paid', 'delivered'), ('paid', 'cancelled'),
        ('paid', 'refunded'), ('packed', 'shipped'), ('packed', 'delivered'),
        ('packed', 'cancelled'), ('packed', 'refunded'), ('shipped', 'delivered'),
        ('shipped', 'returned'), ('shipped', 'refunded'), ('delivered', 'returned'),
        ('delivered', 'refunded'), ('cancelled', 'refunded'), ('returned', 'refunded')
    )
    then
        perform core.raise_error(
            'commerce.transition_refused',
            format('An order does not go from %s to %s.', p_from, p_to)
        );
    end if;
end;
$$;

comment on function commerce._apply_order_status(text, text) is
$$Raises unless an order can go from p_from to p_to; a source may leave steps out.

Errors: PT409 commerce.transition_refused.
$$;
