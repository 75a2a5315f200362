#pragma once
// A small process, and who there is, for the tests of this folder.

#include <expected>
#include <stdexcept>
#include <string>
#include <vector>

#include "rehearse/read_rehearsal.hpp"
#include "rehearse/vocabulary.hpp"

namespace reeve::rehearse {

inline const desk::ShippedProcess& example_process() {
    static const desk::ShippedProcess process{"library",
                                              {{"process.yaml", R"yaml(process: library
version: 1
title: Questions to a library
roles:
  reader:    { title: Reader, is: reporter, sees: own }
  librarian: { title: Librarian }
  archivist: { title: Archivist }
choices:
  weight:   [heavy, light]
  pressing: [soon, later]
tables:
  order:
    hit: unique
    in:  { weight: weight }
    out: { pressing: pressing }
    rows:
      - [ heavy, soon ]
      - [ light, later ]
records:
  question:
    kind: incident
    title: Question
    number: "Q-{seq:3}"
    priority: pressing
    fields:
      weight:   { choice: weight, required: true, title: Weight }
      pressing: { choice: pressing, is: "tables.order(weight).pressing", title: Pressing }
      promised: { instant: true, title: Promised }
      answered: { text: long, title: Answer }
    states:
      asked:  { open: true, start: true, title: Asked }
      taken:  { open: true, title: Taken }
      solved: { end: true, title: Solved }
    links:
      finds: { to: finding, inverse: question, max: 5, title: Finds }
    custody:
      holders: [librarian, archivist]
      first: "'librarian'"
    acts:
      log: { to: asked, by: [reader, librarian], form: [title, description, weight], title: Ask }
      accept: { from: asked, to: taken, by: holder, form: [promised], title: Take }
      solve:
        from: taken
        to: solved
        by: holder
        form: [answered]
        title: Solve
        needs:
          - { field: answered, min: 5, why: Say what the answer is. }
          - { comment: internal, why: Say where it was found. }
    clocks:
      answer:
        title: Answer
        starts: each_leg
        stops: [ state: solved ]
        agreement: sla
        limit: "duration('1h')"
    rules:
      known:
        answers: [L1]
        always: "state != 'solved' || answered != null"
        why: A solved question has its answer.
  finding:
    kind: article
    title: Finding
    number: "F-{seq:3}"
    fields:
      shelf: { text: short, title: Shelf }
    states:
      kept: { start: true, title: Kept }
      gone: { end: true, title: Gone }
    custody:
      holders: [librarian]
      first: "'librarian'"
    acts:
      log:  { to: kept, by: librarian, form: [title, shelf], title: Keep }
      lose: { from: kept, to: gone, by: librarian, title: Lose }
)yaml"},
                                               {"demo.yaml", R"yaml(calendars:
  hours:
    title: Opening hours
    zone: Africa/Maputo
    week: { mon-fri: "08:00-16:00" }
    holidays:
      2014-02-03: Heroes' Day
organisations:
  town: { name: Town library, kind: library, calendar: hours }
people:
  rita: { name: Rita Reader, organisation: town, roles: [reader] }
  lena: { name: Lena Librarian, organisation: town, roles: [librarian] }
agreements:
  lending: { kind: sla, customer: town, calendar: hours, from: 2014-01-01, targets: [ { clock: answer, limit: 2h } ] }
)yaml"}}};
    return process;
}

inline const Vocabulary& example_words() {
    static const Vocabulary words = [] {
        auto read = vocabulary_of(example_process(), "library");
        if (!read)
            for (const Problem& problem : read.error()) throw std::runtime_error(text(problem));
        return std::move(*read);
    }();
    return words;
}

// The mistakes of a file, one to a line.
inline std::string mistakes_in(const std::expected<Rehearsal, std::vector<Problem>>& read) {
    std::string all;
    if (!read)
        for (const Problem& problem : read.error()) all += text(problem) + "\n";
    return all;
}

}  // namespace reeve::rehearse
