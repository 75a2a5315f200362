#include <fmt/format.h>

#include "records/reader_internal.hpp"
#include "records/record.hpp"
#include "records/record_members_internal.hpp"
#include "records/writer_internal.hpp"

namespace reeve::records {

Json encode(const Record& record) {
    constexpr std::size_t members_max = 48;
    Writer writer(InstantForm::integer, members_max);
    members(writer, record);
    return writer.finish();
}

Outcome<Record> decode_record(const Json& json) {
    Record record;
    std::string wrong;
    Reader reader(json, wrong);
    members(reader, record);
    reader.finish();
    if (wrong.empty()) return record;
    return refuse(RefusalKind::malformed, fmt::format("This is no stored record: {}.", wrong));
}

}  // namespace reeve::records
