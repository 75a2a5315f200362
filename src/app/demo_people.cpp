#include "app/demo_people.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <fstream>
#include <sstream>
#include <stdexcept>

#include "base/json.hpp"

namespace reeve::app {

void write_people(const std::string& path, const std::vector<desk::DemoPerson>& people) {
    JsonArray list;
    for (const desk::DemoPerson& person : people) {
        JsonArray roles;
        for (const std::string& role : person.roles) roles.emplace_back(role);
        list.push_back(JsonObject{{"name", person.name},
                                  {"password", person.password},
                                  {"display", person.display},
                                  {"organisation", person.organisation},
                                  {"roles", std::move(roles)},
                                  {"administrator", person.administrator}});
    }
    const std::string text = write_json(Json(JsonObject{{"people", std::move(list)}})) + "\n";
    // Readable by the desk's own user alone: these are passwords.
    const int file = ::open(path.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
    if (file < 0) throw std::runtime_error("cannot write " + path);
    const bool written = ::write(file, text.data(), text.size()) == static_cast<ssize_t>(text.size());
    ::close(file);
    if (!written) throw std::runtime_error("cannot write " + path);
}

std::vector<desk::DemoPerson> read_people(const std::string& path) {
    std::vector<desk::DemoPerson> people;
    std::ifstream in(path);
    if (!in) return people;
    std::ostringstream whole;
    whole << in.rdbuf();
    const auto json = parse_json(whole.str());
    const Json* list = json ? json->find("people") : nullptr;
    if (!list || !list->is_array()) return people;
    for (const Json& item : list->array()) {
        desk::DemoPerson person;
        person.name = item.string_or_empty("name");
        person.password = item.string_or_empty("password");
        person.display = item.string_or_empty("display");
        person.organisation = item.string_or_empty("organisation");
        if (const Json* roles = item.find("roles"); roles && roles->is_array())
            for (const Json& role : roles->array())
                if (role.is_string()) person.roles.push_back(role.string());
        if (const Json* administrator = item.find("administrator"))
            person.administrator = administrator->is_bool() && administrator->boolean();
        people.push_back(std::move(person));
    }
    return people;
}

}  // namespace reeve::app
