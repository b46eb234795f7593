-- Seeds of core.invariants: webhooks.

insert into core.invariants (name, module, query, repair, severity)
values
(
    'core.webhook_endpoints_complete',
    'core',
    'select e.id from core.webhook_endpoints as e
        where not exists (
            select from core.webhook_circuits as c where c.endpoint_id = e.id
        )',
    'insert into core.webhook_circuits (endpoint_id) values (<id>).',
    'error'
),
(
    'core.webhook_deliveries_proven',
    'core',
    'select d.id from core.webhook_deliveries as d
        where d.status = ''delivered'' and not exists (
            select from core.webhook_attempts as a
            where a.delivery_id = d.id and a.outcome = ''delivered''
        )',
    'A delivery is marked delivered without an attempt that was: replay it.',
    'error'
),
(
    'core.webhook_attempts_numbered',
    'core',
    'select d.id, d.lease from core.webhook_deliveries as d
        where d.lease <> (
            select count(*) from core.webhook_attempts as a where a.delivery_id = d.id
        )',
    'An attempt is missing: the delivery was claimed outside core.claim_webhooks.',
    'error'
),
(
    'core.webhook_leases_rescued',
    'core',
    'select d.id, d.leased_until_at from core.webhook_deliveries as d
        inner join core.webhook_endpoints as e on d.endpoint_id = e.id
        where
            e.status = ''active'' and d.leased_until_at < core.now() - interval ''1 day''',
    'No sender claims: start `rowhouse work`.',
    'warning'
)
on conflict (name) do update
set
    module = excluded.module,
    query = excluded.query,
    repair = excluded.repair,
    severity = excluded.severity
where
    (invariants.module, invariants.query, invariants.repair, invariants.severity)
    is distinct from
    (excluded.module, excluded.query, excluded.repair, excluded.severity);
