"""The grader's few fitted numbers, in one place. `docs/grading.md` says how they were fitted and on what."""

COVERAGE_SLOPE = 9.0
COVERAGE_MIDDLE = 0.56
"""P(expressed) of a facet from the weighted recall of its nearest model sentence: a logistic with this
slope and middle."""
COMBINATION = 0.9
"""P(expressed) when a combination of concepts stands in one sentence that commits its author."""
NEIGHBOURS = 0.65
"""The same when it takes two sentences in a row."""
EXPRESSED = 0.5
"""A facet below this is not expressed; nothing is quoted for it."""
MET, PARTIAL = 0.75, 0.35
"""Credits from which a criterion is met, and met in part."""
ASK_BELOW = 0.6
"""Confidence below which the candidate is asked."""
JUDGE_MET, JUDGE_UNSURE, JUDGE_PARTIAL = 0.5, 0.42, 0.2
"""P(met) of a criterion judged by its model sentences as a whole, from which it is met, unsure, met in part."""
