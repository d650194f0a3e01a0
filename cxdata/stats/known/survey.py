"""Known answers of surveys: weights, those who did not answer, and what many questions ask of one answer."""

from cxdata.stats.basics.proportions import effective_base
from cxdata.stats.known.model import Known
from cxdata.stats.survey.raking import rake
from cxdata.stats.survey.response import non_response_bounds


def _raked() -> tuple[float, ...]:
    """The weights of a young woman, a young man, an old woman and an old man, of whom there are three."""
    half = {"age": {"young": 0.5, "old": 0.5}, "sex": {"woman": 0.5, "man": 0.5}}
    ages = ["young", "young", "old", "old", "old", "old"]
    sexes = ["woman", "man", "woman", "man", "man", "man"]
    return tuple(map(float, rake({"age": ages, "sex": sexes}, half, trim=None).weights[:4]))


OF_SURVEYS = (
    Known(
        "Kish’s effective number of answers",
        "How many equal answers the weighted ones are worth.",
        "four answers of weight 1 and one of weight 4",
        "Worked by hand from the formula of L. Kish, Survey Sampling (1965): (1+1+1+1+4)² / (1+1+1+1+16)",
        (("effective answers", "3.2"),),
        lambda: [effective_base([1, 1, 1, 1, 4])],
    ),
    Known(
        "Raking",
        "Weighs answers so that every age, ward and channel counts as much as it has people.",
        "one young woman, one young man, one old woman and three old men, where each age and each sex is half of all",
        "Worked by hand from W. E. Deming and F. F. Stephan, Annals of Mathematical Statistics 11 (1940) 427-444: with "
        "t = 3√3 / (1 + √3) the weights are t, 3 - t, 3 - t and t / 3",
        (("young woman", "1.9019"), ("young man", "1.0981"), ("old woman", "1.0981"), ("each old man", "0.6340")),
        _raked,
    ),
    Known(
        "Bounds for those who did not answer",
        "The lowest and the highest that the share could be if those who did not answer all said no, or all said yes.",
        "98 in 100 are satisfied of the 10 in 100 who answered",
        "Worked by hand from C. F. Manski, Identification Problems in the Social Sciences (1995): 0.98 × 0.1, and "
        "the same with 0.9 more",
        (("lowest", "0.098"), ("highest", "0.998")),
        lambda: non_response_bounds(0.98, 0.1),
    ),
)
