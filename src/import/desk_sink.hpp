#pragma once

#include "base/sources.hpp"
#include "desk/desk.hpp"
#include "import/sink.hpp"

namespace reeve::import {

// A stopped desk, whose folder this program holds: the same desk that serves, without its doors. Both outlive
// it.
class DeskSink : public Sink {
public:
    DeskSink(desk::Desk& desk, Clock& clock) : desk_(desk), clock_(clock) {}

    [[nodiscard]] std::size_t rows_per_batch() const override { return 4000; }
    void enter_calendar(const std::string& name, const Json& hours) override;
    [[nodiscard]] desk::ImportReport put(Batch batch) override;

private:
    [[nodiscard]] desk::Answer ask(desk::Submission what);

    desk::Desk& desk_;
    Clock& clock_;
};

}  // namespace reeve::import
