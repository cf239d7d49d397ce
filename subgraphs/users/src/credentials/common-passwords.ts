// The passwords of eight characters and more that guessing begins with, in lower case: the head of what leaked lists
// have in common. Shorter ones, runs and repetitions need no entry, password-rules.ts refuses them by themselves.

export const commonPasswords: ReadonlySet<string> = new Set(
  `
  password password1 password12 password123 password1234 password12345 passw0rd p@ssw0rd p@ssword pa55word passw0rd1
  p@ssw0rd1 p@ssw0rd123 password! password1! password123! passwort passwort1 passwort123 motdepasse contraseña contrasena
  password01 password11 password99 mypassword newpassword nopassword thepassword password2 password3 password7 pass1234
  pass12345 pass123456 pass@123 pass@1234 passpass wordpass passwords pw123456 test1234 test12345 test123456 testtest
  testing1 testing123 tester123 temp1234 temppass changeme changeme1 changeme123 change123 changeit letmein1 letmein123
  letmein! letmeinnow welcome1 welcome12 welcome123 welcome1234 welcome! welcome@123 welcome01 welcome2 willkommen
  bienvenue admin123 admin1234 admin12345 admin@123 adminadmin administrator root1234 rootroot toor1234 user1234 user12345
  username username1 guest123 guestguest master123 default1 default123 secret123 secret12 topsecret mysecret supersecret
  qwertyui qwertyuiop qwertyuiop1 qwertyuiop123 qwerty12 qwerty123 qwerty1234 qwerty12345 qwerty123456 qwerty01 qwerty11
  qwerty99 qwertyqwerty qwerty!@ qwertz123 qwertzui qwertzuiop azerty123 azertyuiop azertyui asdfghjk asdfghjkl asdfghjkl1
  asdfasdf asdf1234 asdfqwer asdf1234! asdfghjkl; zxcvbnm1 zxcvbnm123 zxcvbnm, zxcvbnm,./ zxcvzxcv zxcv1234 qazwsxed
  qazwsxedc qazwsx123 qazwsxedcrfv qazqazqaz 1qaz2wsx 1qaz2wsx3edc 1q2w3e4r 1q2w3e4r5t 1q2w3e4r5t6y q1w2e3r4 q1w2e3r4t5
  q1w2e3r4t5y6 1qazxsw2 zaq12wsx zaq1zaq1 zaq1xsw2 xsw2zaq1 !qaz2wsx 1qaz@wsx qwer1234 qwer4321 qwerasdf qweasdzxc
  qweasd123 qweqweqwe qwe123qwe qwe12345 poiuytrewq lkjhgfdsa mnbvcxz1 mnbvcxza 123qweasd 123qweasdzxc 123qwe123
  abcd1234 abc12345 abc123456 abc123abc abcabcabc abcd12345 abcdef123 abcdefg1 abcdefgh1 abcdefg123 abc123456789 a1b2c3d4
  a1b2c3d4e5 a1234567 a12345678 a123456789 aa123456 aa12345678 a123456a a1a1a1a1 1a2b3c4d 1a2b3c4d5e ab123456 ab12cd34
  aaa11111 aaaa1111 aabbccdd asd12345 asd123456 as123456 zz123456 zxc12345 qq123456 qq123123 wang1234 woaini520
  woaini1314 woaini123 5201314520 1234567890 12345678910 123456789a 123456789q 1234567891 123456781 1234567a 12345678a
  12345678q 123456aa 123456ab 123456abc 123456qwe 1234567q 123456789z 1234qwer 1234asdf 1234abcd 12341234 123123123
  12312312 123412345 1234512345 123456123 123456654321 123321123 123321123321 12344321 1234554321 123454321 11112222
  11223344 1122334455 112233445566 11221122 12121212 12131415 13131313 147258369 14725836 147852369 159357123 159753123
  159753456 15975321 159159159 1593572486 258456258 369258147 741852963 74108520 789456123 7894561230 78945612 789789789
  963852741 987654321 9876543210 0987654321 098765432 87654321 876543210 01234567 0123456789 012345678 01020304 010203040506
  10203040 102030405060 10101010 11001100 11110000 12345677 00001111 00112233 20002000 19871987 19841984 20202020
  147147147 123654789 987654123 321654987 456123789 31415926 3141592653 314159265 27182818 4815162342 13579246 1357924680
  24681012 246813579 135792468 66666666 88888888 99999999 00000000 11111111 1111111111 111111111 55555555 77777777
  baseball baseball1 basketball basketball1 football football1 football12 football123 fussball softball volleyball
  swimming hockey123 soccer123 soccer12 liverpool liverpool1 liverpoolfc chelsea1 chelseafc arsenal1 arsenal123
  manchester manutd123 manunited barcelona barcelona1 realmadrid juventus juventus1 milan1899 benfica1 galatasaray
  fenerbahce besiktas steelers steelers1 cowboys1 redsox04 yankees1 lakers24 jordan23 michael1 michael23 lebron23
  sunshine sunshine1 sunshine12 princess princess1 princess12 princesa butterfly butterfly1 flower123 iloveyou iloveyou1
  iloveyou2 iloveyou12 iloveyou123 iloveyou! iloveu12 iloveyouu iloveme1 iloveme123 ilovegod jesus123 jesuschrist
  jesus1234 christ123 blessed1 teamo123 tequiero loveyou1 lovelove lovelove1 loveme123 lover123 loveyou123 mylove123
  sweetheart sweetie1 babygirl babygirl1 babygirl12 babyboy1 angel123 angel1234 angels123 chocolate chocolate1 cookie123
  cupcake1 cherry123 strawberry blueberry pumpkin1 peanut123 banana123 orange123 purple123 monkey12 monkey123 monkey1234
  dragon12 dragon123 tiger123 tigger12 tigger123 elephant dolphin1 dolphins mustang1 corvette porsche1 porsche911
  ferrari1 mercedes mercedes1 kawasaki yamaha123 harley123 harleydavidson chevrolet computer computer1 internet internet1
  samsung1 samsung123 iphone123 google123 facebook facebook1 facebook123 linkedin microsoft windows1 windows10 android1
  pokemon1 pokemon123 pikachu1 minecraft minecraft1 minecraft123 starwars starwars1 startrek startrek1 superman superman1
  superman123 batman123 spiderman spiderman1 ironman1 wolverine deadpool hellokitty naruto123 godzilla ghostrider
  blink182 metallica metallica1 nirvana1 slipknot slipknot1 slipknot666 greenday greenday1 eminem123 rockstar rockstar1
  rockyou1 michelle michelle1 jennifer jennifer1 jessica1 jessica123 ashley123 ashley12 amanda123 andrea123 daniel123
  daniela1 danielle alexander alexandra alexander1 alexande nicholas nicole123 nicole12 stephanie stephanie1 samantha
  samantha1 victoria victoria1 elizabeth elizabeth1 christian christian1 christina christine christopher charlie1
  charlie123 charlotte jonathan jonathan1 joshua123 matthew1 anthony1 anthony123 andrew123 benjamin benjamin1 brandon1
  veronica patricia patrick1 francisco fernando fernanda alejandro alejandra sebastian sebastian1 gabriela gabriel1
  valentina santiago carolina margarita katherine isabella isabelle nathalie natalie1 catherine caroline thomas123
  robert123 richard1 william1 william123 george123 jackson1 maverick maverick1 thunder1 thunderbird midnight midnight1
  mountain hurricane lightning blackjack blackbird snowball snowflake rainbow1 rainbow123 bulldogs cowboys123 whatever
  whatever1 nothing1 anything something asshole1 bullshit fuckyou1 fuckyou123 fuckyou2 fuckyou! fuckoff1 motherfucker
  badboy123 bigdaddy biteme123 blahblah blahblah1 trustno1 trustno1! goodluck godisgood godbless lucky123 freedom1
  freedom123 liberty1 america1 american california newyork1 newyork123 london123 germany1 france98 brasil123 mexico123
  canada123 india123 pakistan pakistan1 pakistan123 australia singapore indonesia philippines vietnam1 ukraine1
  spring2020 summer2020 winter2020 summer123 winter123 spring123 autumn123 summer2021 summer2022 summer2023 summer2024
  summer2025 winter2021 winter2022 winter2023 winter2024 winter2025 january1 february september september1 november
  november1 december december1 october1 monday123 saturday birthday birthday1 happy123 happyday beautiful beautiful1
  handsome gorgeous princess123 diamonds diamond1 platinum gangster gangsta1 gateway1 shadow123 shadow12 hunter123
  hunter12 killer123 killer12 warrior1 soldier1 assassin predator terminator infinity einstein creative business
  marketing security security1 service1 support1 support123 company123 office123 oracle123 sysadmin database postgres
  mysql123 raspberry cisco123 cisco1234 jenkins1 vagrant1 openvpn1 system123 server123 manager1 manager123 student1
  student123 teacher1 school123 university qwerty1! zaqwsxcde 1234567890qwertyuiop ncc1701d ncc1701e rush2112 bond007bond
  `
    .split(/\s+/)
    .filter(Boolean),
)
