#pragma once

#include <cstdint>
#include <vector>

#include "base/sources.hpp"
#include "desk/desk.hpp"
#include "import/sink.hpp"

namespace reeve::import {

// A stopped desk, whose folder this program holds: the same desk that serves, without its doors. A second
// thread decides and seals what is new while the desk writes what came before. What it is given outlives it;
// chance is asked of from both threads.
class DeskSink : public Sink {
public:
    DeskSink(desk::Desk& desk, Clock& clock, Entropy& entropy)
        : desk_(desk), clock_(clock), entropy_(entropy) {}

    [[nodiscard]] std::size_t rows_per_batch() const override { return 24'000; }
    void enter_calendar(const std::string& name, const Json& hours) override;
    [[nodiscard]] desk::ImportReport put(Batch batch) override;

private:
    void submit(desk::Submission what);
    // What was submitted, once all of it is done. Throws std::runtime_error with what the desk refused.
    [[nodiscard]] std::vector<desk::Answer> done();
    [[nodiscard]] desk::Answer ask(desk::Submission what);
    // Enters whom the lives name, and draws a number for each that is new.
    [[nodiscard]] std::vector<std::int64_t> enter(desk::Import& batch);

    desk::Desk& desk_;
    Clock& clock_;
    Entropy& entropy_;
    std::vector<Outcome<desk::Answer>> answers_;
    std::size_t submitted_ = 0;
};

}  // namespace reeve::import
