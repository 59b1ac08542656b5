-- One referral: two physicians whom patients see one after the other, at most so many days apart. Which encounters make a pair is set by referral.construction and referral.count; both lie in the period, so a pair whose first encounter lies before it does not count.
-- key: period, window_days, from_npi, to_npi
period STRING COMMENT 'last quarter of the reporting window, YYYYQn',
window_days INT COMMENT 'longest wait that counts, in days, inclusive; never reaches back before the period; under binning the length of a bin; one of referral.windows, each with rows of its own; of a tie list source.window-days',
from_npi STRING COMMENT 'physician seen first; of two seen on one day the lower id. CMS Physician Shared Patient Patterns',
to_npi STRING COMMENT 'physician seen after that one',
pair_count BIGINT COMMENT 'pairs of an encounter day of each with the same patient; under binning bins of a patient, under trace-route times that a patient switched; at least 1; null where a tie list does not tell',
patients BIGINT COMMENT 'distinct patients of these pairs; not suppressed, however few',
same_day BIGINT COMMENT 'of the pairs, those of one day, the wait being 0; null where a tie list does not tell',
wait_mean_days DOUBLE COMMENT 'mean over the pairs of the days from the one encounter to the other, between first days of the bin under binning; null for a tie list',
wait_sd_days DOUBLE COMMENT 'sample standard deviation (n - 1) of these days; null for a single pair, and for a tie list'
