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
('commerce.unknown_sku', 'PT404', 'Send the SKU of a product that you may see.'),
('commerce.unknown_location', 'PT404', 'Send the code of an active location.'),
('commerce.reason_needed', 'PT422', 'Say in `reason` why the stock changes.'),
('commerce.bundle_has_no_stock', 'PT422', 'Change the stock of its components.'),
('commerce.unknown_reservation', 'PT404', 'Send the id of one of your reservations.'),
(
    'commerce.reservation_expired', 'PT410',
    'Reserve again: the stock may have gone to another buyer.'
),
(
    'commerce.too_many_held', 'PT409',
    'Pay or cancel an order, or release a reservation; or wait until one expires.'
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
(
    'commerce.reservation_of_order', 'PT409',
    'Cancel the order; its stock is released with it.'
),
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
(
    'commerce.invalid_product', 'PT422',
    'Correct every fault in the detail; validate_record lists them as JSON.'
),
(
    'commerce.invalid_bundle', 'PT422',
    'Give components to bundles only, and no bundle as a component.'
),
('commerce.invalid_price', 'PT422', 'Correct every fault in the detail.'),
('commerce.invalid_location', 'PT422', 'Correct every fault in the detail.'),
('commerce.unknown_category', 'PT404', 'Send the category_key of a category.'),
(
    'commerce.transition_refused', 'PT409',
    'Use one of the transitions in the detail.'
),
('commerce.unknown_order', 'PT404', 'Send the id of an order that you may see.'),
(
    'commerce.unknown_order_version', 'PT404',
    'Send a version or a time that the order has had: see list_order_events.'
),
('commerce.unknown_parcel', 'PT404', 'Send the number of a parcel of the order.'),
(
    'commerce.price_missing', 'PT422',
    'The product cannot be ordered until the default price list has a price.'
),
(
    'commerce.tax_missing', 'PT422',
    'The product cannot be ordered until its tax class has a rate: set_tax_rate.'
),
('commerce.invalid_tax_rate', 'PT422', 'Correct the value in the detail.'),
(
    'commerce.payment_mismatch', 'PT422',
    'Pay the total of the order, in its currency, in one payment.'
),
('commerce.invalid_status', 'PT422', 'Use one of the statuses in the detail.'),
('commerce.unknown_vendor', 'PT404', 'Send the code of an active vendor.'),
('commerce.invalid_vendor', 'PT422', 'Correct the field in the detail.'),
('commerce.invalid_rule', 'PT422', 'Correct the field in the detail.'),
('commerce.unknown_proposal', 'PT404', 'Send the id of a reorder proposal.'),
(
    'commerce.invalid_quantity', 'PT422',
    'Send a multiple of the pack size, or none for the proposed quantity.'
),
(
    'commerce.unknown_purchase', 'PT404',
    'Send the id of a purchase order that you may see.'
),
(
    'commerce.over_delivery', 'PT422',
    'Receive at most the quantity in the detail, and return the rest.'
),
(
    'commerce.invalid_answer', 'PT422',
    'Send the idempotency key of one of your orders, and your reference.'
),
(
    'commerce.invalid_sales', 'PT422',
    'Correct the row in the detail; nothing was recorded.'
),
('commerce.too_many_sales', 'PT422', 'Send at most 1,000 rows per call.'),
(
    'commerce.invalid_period', 'PT422',
    'Send the first and the last day of a period that is not too long.'
),
('commerce.unknown_grouping', 'PT422', 'Send one of the groupings in the detail.'),
('commerce.invalid_media', 'PT422', 'Correct the field in the detail.'),
('commerce.unknown_media', 'PT404', 'Send the id and version of an image of the product.'),
('commerce.too_many_media', 'PT409', 'Replace an image of the product instead.'),
(
    'commerce.media_not_ready', 'PT409',
    'Activate a version whose status is ready.'
),
(
    'commerce.media_missing', 'PT409',
    'Upload the file to the place that was given, then complete the upload.'
),
(
    'commerce.last_image', 'PT409',
    'Add another image, or unpublish the product first.'
),
('commerce.media_too_large', 'PT413', 'Send a smaller file.'),
('commerce.media_too_many_pixels', 'PT422', 'Send the image in a smaller size.'),
('commerce.media_unknown_type', 'PT415', 'Send JPEG, PNG, WebP, AVIF or GIF.'),
(
    'commerce.media_mislabelled', 'PT422',
    'Announce the type that the content has, and name the file accordingly.'
),
('commerce.media_corrupt', 'PT422', 'Export the image again and send the new file.'),
('commerce.media_animated', 'PT422', 'Send a single frame.'),
(
    'commerce.media_duplicate', 'PT409',
    'Activate the version in the detail, or send another image.'
),
('commerce.unknown_source', 'PT404', 'Send the name of a source of sync_sources.'),
('commerce.invalid_policy', 'PT422', 'Correct the value in the detail.'),
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
