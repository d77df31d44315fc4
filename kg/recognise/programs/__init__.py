"""Names of programs: known ones, quoted ones by what is around them, plain ones by their head and the verb before."""
from kg.recognise.programs.conflicts import outside_titles, settle
from kg.recognise.programs.known import known_programs
from kg.recognise.programs.plain import general_work, listed_programs, plain_programs
from kg.recognise.programs.quoted import quoted_programs

__all__ = ["general_work", "known_programs", "listed_programs", "outside_titles", "plain_programs", "quoted_programs",
           "settle"]
