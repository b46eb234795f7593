-- Seeds of core.error_codes: webhooks.

insert into core.error_codes (key, sqlstate, hint)
values
(
    'core.invalid_webhook_url', 'PT422',
    'Send an http or https URL with a public host, an allowed port and no credentials.'
),
('core.too_many_webhooks', 'PT409', 'Delete a webhook that you no longer need.'),
('core.webhook_not_found', 'PT404', 'Send the id of one of list_webhooks().'),
(
    'core.webhook_delivery_not_found', 'PT404',
    'Send an id of list_webhook_deliveries().'
),
('core.webhook_disabled', 'PT409', 'Enable it first: update_webhook(id, enabled).'),
('core.too_much_to_replay', 'PT422', 'Send a later moment as since.'),
(
    'core.webhook_refused', 'PT401',
    'Sign the raw body with the secret of the source, and send the present time.'
),
('core.webhook_too_large', 'PT413', 'Send a smaller message.')
on conflict (key) do update
set
    sqlstate = excluded.sqlstate,
    hint = excluded.hint
where
    (error_codes.sqlstate, error_codes.hint)
    is distinct from (excluded.sqlstate, excluded.hint);
