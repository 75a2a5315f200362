#pragma once
// A list of records as a sheet (CSV): a row a record, a column a name.

#include <string>
#include <vector>

#include "desk/world.hpp"
#include "http/views.hpp"
#include "records/record.hpp"
#include "store/query.hpp"

namespace reeve::http {

// The columns of every record first, then a column for each field that the types have which the filter may
// give, in their files' order. A field with the name of a common column stands for it.
class RecordSheet {
public:
    RecordSheet(const desk::World& world, const store::Filter& filter);

    void append_header(std::string& onto) const;
    // Instants in RFC 3339, choices by name, people, teams and organisations by the names that people know.
    void append(std::string& onto, const Viewer& viewer, const records::Record& record) const;

private:
    std::vector<std::string> columns_;
};

}  // namespace reeve::http
