-- What somebody handed over and may take back.
create index handover_in_force_by on handover (made_by) where ended_at is null;
