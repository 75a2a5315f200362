#include "store/written.hpp"

#include "base/json.hpp"
#include "records/brief.hpp"

namespace reeve::store {

void write_record(const records::Record& record, std::vector<std::string>& bodies) {
    bodies.push_back(write_json(records::encode(record)));
    bodies.push_back(write_json(records::encode(records::brief(record))));
}

}  // namespace reeve::store
