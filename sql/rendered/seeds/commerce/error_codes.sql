-- Rendered from sql/seeds/commerce/error_codes.sql.j2; edit that file, not this one.
-- Seeds of core.error_codes: the errors of commerce, one row per key.

insert into core.error_codes (key, sqlstate, hint)
values
(
    'commerce.insufficient_stock', 'PT409',
    'Ask for less, choose another location, or allow a partial reservation.'
),
(
    'commerce.invalid_lines', 'PT422',
    'Correct the line in the detail; nothing was changed.'
),
('commerce.too_many_lines', 'PT422', 'Send at most 200 lines per call.'),
('commerce.unknown_sku', 'PT404', 'Send the SKU of a product that is not deleted.'),
('commerce.unknown_location', 'PT404', 'Send the code of an active location.'),
('commerce.reason_needed', 'PT422', 'Say in `reason` why the stock changes.'),
('commerce.bundle_has_no_stock', 'PT422', 'Change the stock of its components.'),
('commerce.unknown_reservation', 'PT404', 'Send the id of one of your reservations.'),
(
    'commerce.reservation_expired', 'PT410',
    'Reserve again: the stock may have gone to another buyer.'
),
(
    'commerce.reservation_ended', 'PT409',
    'The reservation was confirmed, released or shipped before.'
),
('commerce.unknown_transfer', 'PT404', 'Send the id of a transfer.'),
(
    'commerce.too_much_received', 'PT422',
    'Receive at most what is in transit; adjust_stock records other pieces.'
),
('commerce.unknown_stock_take', 'PT404', 'Send the id of a stock take.'),
(
    'commerce.stock_take_open', 'PT409',
    'Decide the stock take of the location that is open.'
),
('commerce.stock_take_closed', 'PT409', 'Open a new stock take.'),
('commerce.approval_by_counter', 'PT403', 'Ask another user to decide it.'),
('commerce.unknown_product', 'PT404', 'Send the id of a product that you may see.'),
(
    'commerce.version_conflict', 'PT409',
    'Read the record again and repeat the change on its current version.'
),
(
    'commerce.product_not_publishable', 'PT422',
    'Correct every fault in the detail, then publish again.'
),
(
    'commerce.product_in_use', 'PT409',
    'Wait until its stock is zero and its orders are closed.'
),
('commerce.invalid_product', 'PT422', 'Correct the field in the detail.'),
(
    'commerce.transition_refused', 'PT409',
    'Use one of the transitions in the detail.'
),
('commerce.unknown_source', 'PT404', 'Send the name of a source of sync_sources.'),
('commerce.unknown_conflict', 'PT404', 'Send an id of list_sync_conflicts.'),
('commerce.conflict_resolved', 'PT409', 'Read list_sync_conflicts again.'),
(
    'commerce.choice_refused', 'PT409',
    'Remove the cause in the detail, or choose the other side.'
),
('commerce.invalid_changes', 'PT422', 'Correct the change in the detail.'),
('commerce.too_many_changes', 'PT422', 'Send at most 1,000 changes per call.'),
('commerce.sync_running', 'PT409', 'Wait until the run of the source has ended.')
on conflict (key) do update
set
    sqlstate = excluded.sqlstate,
    hint = excluded.hint
where
    (
        error_codes.sqlstate,
        error_codes.hint
    )
    is distinct from (
        excluded.sqlstate,
        excluded.hint
    );
