/*! Italian stemmer, generated from italian.sbl by the Snowball compiler 3.1.1 (snowball -js; https://snowballstem.org), with its runtime.
   Copyright (c) 2001, Dr Martin Porter; 2004, 2005, Richard Boulton; 2013, Yoshiki Shibukawa; 2006-2025, Olly Betts.
   All rights reserved. Redistribution and use in source and binary forms, with or without modification, are permitted
   under the terms of the 3-clause BSD licence, which https://snowballstem.org/license.html has in full: this notice
   stays, the names of the authors endorse nothing, and there is NO WARRANTY of any kind. */
class BaseStemmer{constructor(){this.current='';this.c=0;this.limit=0;this.limit_backward=0;this.bra=0;this.ket=0;this.af=0;}
setCurrent(value){this.current=value;this.c=0;this.limit=this.current.length;this.limit_backward=0;this.bra=this.c;this.ket=this.limit;}
getCurrent(){return this.current;}
copy_from(other){this.current=other.current;this.c=other.c;this.limit=other.limit;this.limit_backward=other.limit_backward;this.bra=other.bra;this.ket=other.ket;}
in_grouping(s,min,max){if(this.c>=this.limit)return false;let ch=this.current.charCodeAt(this.c);if(ch>max||ch<min)return false;ch-=min;if((s[ch>>>3]&(0x1<<(ch&0x7)))===0)return false;this.c++;return true;}
go_in_grouping(s,min,max){while(this.c<this.limit){let ch=this.current.charCodeAt(this.c);if(ch>max||ch<min)
return true;ch-=min;if((s[ch>>>3]&(0x1<<(ch&0x7)))===0)
return true;this.c++;}
return false;}
in_grouping_b(s,min,max){if(this.c<=this.limit_backward)return false;let ch=this.current.charCodeAt(this.c-1);if(ch>max||ch<min)return false;ch-=min;if((s[ch>>>3]&(0x1<<(ch&0x7)))===0)return false;this.c--;return true;}
go_in_grouping_b(s,min,max){while(this.c>this.limit_backward){let ch=this.current.charCodeAt(this.c-1);if(ch>max||ch<min)return true;ch-=min;if((s[ch>>>3]&(0x1<<(ch&0x7)))===0)return true;this.c--;}
return false;}
out_grouping(s,min,max){if(this.c>=this.limit)return false;let ch=this.current.charCodeAt(this.c);if(ch>max||ch<min){this.c++;return true;}
ch-=min;if((s[ch>>>3]&(0X1<<(ch&0x7)))===0){this.c++;return true;}
return false;}
go_out_grouping(s,min,max){while(this.c<this.limit){let ch=this.current.charCodeAt(this.c);if(ch<=max&&ch>=min){ch-=min;if((s[ch>>>3]&(0X1<<(ch&0x7)))!==0){return true;}}
this.c++;}
return false;}
out_grouping_b(s,min,max){if(this.c<=this.limit_backward)return false;let ch=this.current.charCodeAt(this.c-1);if(ch>max||ch<min){this.c--;return true;}
ch-=min;if((s[ch>>>3]&(0x1<<(ch&0x7)))===0){this.c--;return true;}
return false;}
go_out_grouping_b(s,min,max){while(this.c>this.limit_backward){let ch=this.current.charCodeAt(this.c-1);if(ch<=max&&ch>=min){ch-=min;if((s[ch>>>3]&(0x1<<(ch&0x7)))!==0){return true;}}
this.c--;}
return false;}
eq_s(s){if(this.limit-this.c<s.length)return false;if(!this.current.startsWith(s,this.c))return false;this.c+=s.length;return true;}
eq_s_b(s){if(this.c-this.limit_backward<s.length)return false;if(!this.current.endsWith(s,this.c))return false;this.c-=s.length;return true;}
find_among(v,call_among_func){let i=0;let j=v.length;const c=this.c;const l=this.limit;let common_i=0;let common_j=0;let first_key_inspected=false;while(true){const k=i+((j-i)>>>1);let diff=0;let common=common_i<common_j?common_i:common_j;const w=v[k];let i2;for(i2=common;i2<w[0].length;i2++){if(c+common===l){diff=-1;break;}
diff=this.current.charCodeAt(c+common)-w[0].charCodeAt(i2);if(diff!==0)break;common++;}
if(diff<0){j=k;common_j=common;}else{i=k;common_i=common;}
if(j-i<=1){if(i>0)break;if(j===i)break;if(first_key_inspected)break;first_key_inspected=true;}}
while(true){const w=v[i];if(common_i>=w[0].length){this.c=c+w[0].length;if(w.length<4)return w[1];this.af=w[3];if(call_among_func.call(this)){this.c=c+w[0].length;return w[1];}}
if(!w[2])return 0;i-=w[2];}}
find_among_b(v,call_among_func){let i=0;let j=v.length
const c=this.c;const lb=this.limit_backward;let common_i=0;let common_j=0;let first_key_inspected=false;while(true){const k=i+((j-i)>>1);let diff=0;let common=common_i<common_j?common_i:common_j;const w=v[k];let i2;for(i2=w[0].length-1-common;i2>=0;i2--){if(c-common===lb){diff=-1;break;}
diff=this.current.charCodeAt(c-1-common)-w[0].charCodeAt(i2);if(diff!==0)break;common++;}
if(diff<0){j=k;common_j=common;}else{i=k;common_i=common;}
if(j-i<=1){if(i>0)break;if(j===i)break;if(first_key_inspected)break;first_key_inspected=true;}}
while(true){const w=v[i];if(common_i>=w[0].length){this.c=c-w[0].length;if(w.length<4)return w[1];this.af=w[3];if(call_among_func.call(this)){this.c=c-w[0].length;return w[1];}}
if(!w[2])return 0;i-=w[2];}}#replace_s(c_bra,c_ket,s){const adjustment=s.length-(c_ket-c_bra);this.current=this.current.slice(0,c_bra)+s+this.current.slice(c_ket);this.limit+=adjustment;if(this.c>=c_ket)this.c+=adjustment;else if(this.c>c_bra)this.c=c_bra;return adjustment;}#slice_check(){console.assert(this.bra>=0);console.assert(this.bra<=this.ket);console.assert(this.ket<=this.limit);console.assert(this.limit<=this.current.length);}
slice_from(s){this.#slice_check();this.#replace_s(this.bra,this.ket,s);this.ket=this.bra+s.length;}
slice_del(){this.slice_from("");}
insert(c_bra,c_ket,s){const adjustment=this.#replace_s(c_bra,c_ket,s);if(c_bra<=this.bra)this.bra+=adjustment;if(c_bra<=this.ket)this.ket+=adjustment;}
slice_to(){this.#slice_check();return this.current.slice(this.bra,this.ket);}}
const a_0=[["all'",-1],["d'",-1],["dall'",-1],["dell'",-1],["gl'",-1],["l'",-1],["m'",-1],["nell'",-1],["quell'",-1],["quest'",-1],["s'",-1],["sull'",-1],["t'",-1],["tutt'",-1],["un'",-1],["v'",-1]];const a_1=[["",7],["qu",6,1],["\u00E1",1,2],["\u00E9",2,3],["\u00ED",3,4],["\u00F3",4,5],["\u00FA",5,6]];const a_2=[["",3],["I",1,1],["U",2,2]];const a_3=[["la",-1],["cela",-1,1],["gliela",-1,2],["mela",-1,3],["tela",-1,4],["vela",-1,5],["le",-1],["cele",-1,1],["gliele",-1,2],["mele",-1,3],["tele",-1,4],["vele",-1,5],["ne",-1],["cene",-1,1],["gliene",-1,2],["mene",-1,3],["sene",-1,4],["tene",-1,5],["vene",-1,6],["ci",-1],["li",-1],["celi",-1,1],["glieli",-1,2],["meli",-1,3],["teli",-1,4],["veli",-1,5],["gli",-1,6],["mi",-1],["si",-1],["ti",-1],["vi",-1],["lo",-1],["celo",-1,1],["glielo",-1,2],["melo",-1,3],["telo",-1,4],["velo",-1,5]];const a_4=[["ando",1],["endo",1],["ar",2],["er",2],["ir",2]];const as_4=["","e"];const a_5=[["ic",-1],["abil",-1],["os",-1],["iv",1]];const a_6=[["ic",1],["abil",1],["iv",1]];const a_7=[["ica",1],["logia",3],["osa",1],["ista",1],["iva",9],["anza",1],["enza",5],["ice",1],["atrice",1,1],["iche",1],["logie",3],["abile",1],["ibile",1],["usione",4],["azione",2],["uzione",4],["atore",2],["ose",1],["ante",1],["mente",1],["amente",7,1],["iste",1],["ive",9],["anze",1],["enze",5],["ici",1],["atrici",1,1],["ichi",1],["abili",1],["ibili",1],["ismi",1],["usioni",4],["azioni",2],["uzioni",4],["atori",2],["osi",1],["anti",1],["amenti",6],["imenti",6],["isti",1],["ivi",9],["ico",1],["ismo",1],["oso",1],["amento",6],["imento",6],["ivo",9],["it\u00E0",8],["ist\u00E0",1],["ist\u00E8",1],["ist\u00EC",1]];const a_8=[["isca",1],["enda",1],["ata",1],["ita",1],["uta",1],["ava",1],["eva",1],["iva",1],["erebbe",1],["irebbe",1],["isce",1],["ende",1],["are",1],["ere",1],["ire",1],["asse",1],["ate",1],["avate",1,1],["evate",1,2],["ivate",1,3],["ete",1],["erete",1,1],["irete",1,2],["ite",1],["ereste",1],["ireste",1],["ute",1],["erai",1],["irai",1],["isci",1],["endi",1],["erei",1],["irei",1],["assi",1],["ati",1],["iti",1],["eresti",1],["iresti",1],["uti",1],["avi",1],["evi",1],["ivi",1],["isco",1],["ando",1],["endo",1],["Yamo",1],["iamo",1],["avamo",1],["evamo",1],["ivamo",1],["eremo",1],["iremo",1],["assimo",1],["ammo",1],["emmo",1],["eremmo",1,1],["iremmo",1,2],["immo",1],["ano",1],["iscano",1,1],["avano",1,2],["evano",1,3],["ivano",1,4],["eranno",1],["iranno",1],["ono",1],["iscono",1,1],["arono",1,2],["erono",1,3],["irono",1,4],["erebbero",1],["irebbero",1],["assero",1],["essero",1],["issero",1],["ato",1],["ito",1],["uto",1],["avo",1],["evo",1],["ivo",1],["ar",1],["ir",1],["er\u00E0",1],["ir\u00E0",1],["er\u00F2",1],["ir\u00F2",1]];const g_v=[17,65,16,0,0,0,0,0,0,0,0,0,0,0,0,128,128,8,2,1];const g_AEIO=[17,65,0,0,0,0,0,0,0,0,0,0,0,0,0,128,128,8,2];const g_CG=[17];class Stemmer extends BaseStemmer{#I_p2=0;#I_p1=0;#I_pV=0;#r_elisions(){this.bra=this.c;if(this.find_among(a_0)===0)return false;this.ket=this.c;if(this.c>=this.limit)return false;this.slice_del();return true;}#r_prelude(){let a;const v_1=this.c;while(true){const v_2=this.c;lab0:{this.bra=this.c;a=this.find_among(a_1);this.ket=this.c;switch(a){case 1:{this.slice_from("\u00E0");break;}
case 2:{this.slice_from("\u00E8");break;}
case 3:{this.slice_from("\u00EC");break;}
case 4:{this.slice_from("\u00F2");break;}
case 5:{this.slice_from("\u00F9");break;}
case 6:{this.slice_from("qU");break;}
case 7:{if(this.c>=this.limit)break lab0;this.c++;break;}}
continue;}
this.c=v_2;break;}
this.c=v_1;while(true){const v_3=this.c;lab1:{golab2:while(true)
{const v_4=this.c;lab3:{if(!(this.in_grouping(g_v,97,249)))break lab3;this.bra=this.c;lab4:{const v_5=this.c;lab5:{if(!(this.eq_s("u")))break lab5;this.ket=this.c;if(!(this.in_grouping(g_v,97,249)))break lab5;this.slice_from("U");break lab4;}
this.c=v_5;if(!(this.eq_s("i")))break lab3;this.ket=this.c;if(!(this.in_grouping(g_v,97,249)))break lab3;this.slice_from("I");}
this.c=v_4;break golab2;}
this.c=v_4;if(this.c>=this.limit)break lab1;this.c++;}
continue;}
this.c=v_3;break;}
return true;}#r_mark_regions(){this.#I_pV=this.limit;this.#I_p1=this.limit;this.#I_p2=this.limit;const v_1=this.c;lab0:{lab1:{const v_2=this.c;lab2:{if(!(this.in_grouping(g_v,97,249)))break lab2;lab3:{const v_3=this.c;lab4:{if(!(this.out_grouping(g_v,97,249)))break lab4;if(!this.go_out_grouping(g_v,97,249))break lab4;this.c++;break lab3;}
this.c=v_3;if(!(this.in_grouping(g_v,97,249)))break lab2;if(!this.go_in_grouping(g_v,97,249))break lab2;this.c++;}
break lab1;}
this.c=v_2;lab5:{if(!(this.eq_s("divan")))break lab5;break lab1;}
this.c=v_2;if(!(this.out_grouping(g_v,97,249)))break lab0;lab6:{const v_4=this.c;lab7:{if(!(this.out_grouping(g_v,97,249)))break lab7;if(!this.go_out_grouping(g_v,97,249))break lab7;this.c++;break lab6;}
this.c=v_4;if(!(this.in_grouping(g_v,97,249)))break lab0;if(this.c>=this.limit)break lab0;this.c++;}}
this.#I_pV=this.c;}
this.c=v_1;const v_5=this.c;lab8:{if(!this.go_out_grouping(g_v,97,249))break lab8;this.c++;if(!this.go_in_grouping(g_v,97,249))break lab8;this.c++;this.#I_p1=this.c;if(!this.go_out_grouping(g_v,97,249))break lab8;this.c++;if(!this.go_in_grouping(g_v,97,249))break lab8;this.c++;this.#I_p2=this.c;}
this.c=v_5;return true;}#r_postlude(){let a;while(true){const v_1=this.c;lab0:{this.bra=this.c;a=this.find_among(a_2);this.ket=this.c;switch(a){case 1:{this.slice_from("i");break;}
case 2:{this.slice_from("u");break;}
case 3:{if(this.c>=this.limit)break lab0;this.c++;break;}}
continue;}
this.c=v_1;break;}
return true;}#r_RV(){return this.#I_pV<=this.c;}#r_R2(){return this.#I_p2<=this.c;}#r_attached_pronoun(){let a;this.ket=this.c;if(this.find_among_b(a_3)===0)return false;this.bra=this.c;a=this.find_among_b(a_4);if(a===0)return false;if(!this.#r_RV())return false;this.slice_from(as_4[a-1]);return true;}#r_standard_suffix(){let a;this.ket=this.c;a=this.find_among_b(a_7);if(a===0)return false;this.bra=this.c;switch(a){case 1:{if(!this.#r_R2())return false;this.slice_del();break;}
case 2:{if(!this.#r_R2())return false;this.slice_del();const v_1=this.limit-this.c;lab0:{this.ket=this.c;if(!(this.eq_s_b("ic"))){this.c=this.limit-v_1;break lab0;}
this.bra=this.c;if(!this.#r_R2()){this.c=this.limit-v_1;break lab0;}
this.slice_del();}
break;}
case 3:{if(!this.#r_R2())return false;this.slice_from("log");break;}
case 4:{if(!this.#r_R2())return false;this.slice_from("u");break;}
case 5:{if(!this.#r_R2())return false;this.slice_from("ente");break;}
case 6:{if(!this.#r_RV())return false;this.slice_del();break;}
case 7:{if(this.#I_p1>this.c)return false;this.slice_del();const v_2=this.limit-this.c;lab1:{this.ket=this.c;a=this.find_among_b(a_5);if(a===0){this.c=this.limit-v_2;break lab1;}
this.bra=this.c;if(!this.#r_R2()){this.c=this.limit-v_2;break lab1;}
this.slice_del();switch(a){case 1:{this.ket=this.c;if(!(this.eq_s_b("at"))){this.c=this.limit-v_2;break lab1;}
this.bra=this.c;if(!this.#r_R2()){this.c=this.limit-v_2;break lab1;}
this.slice_del();break;}}}
break;}
case 8:{if(!this.#r_R2())return false;this.slice_del();const v_3=this.limit-this.c;lab2:{this.ket=this.c;if(this.find_among_b(a_6)===0){this.c=this.limit-v_3;break lab2;}
this.bra=this.c;if(!this.#r_R2()){this.c=this.limit-v_3;break lab2;}
this.slice_del();}
break;}
case 9:{if(!this.#r_R2())return false;this.slice_del();const v_4=this.limit-this.c;lab3:{this.ket=this.c;if(!(this.eq_s_b("at"))){this.c=this.limit-v_4;break lab3;}
this.bra=this.c;if(!this.#r_R2()){this.c=this.limit-v_4;break lab3;}
this.slice_del();this.ket=this.c;if(!(this.eq_s_b("ic"))){this.c=this.limit-v_4;break lab3;}
this.bra=this.c;if(!this.#r_R2()){this.c=this.limit-v_4;break lab3;}
this.slice_del();}
break;}}
return true;}#r_verb_suffix(){if(this.c<this.#I_pV)return false;const v_1=this.limit_backward;this.limit_backward=this.#I_pV;this.ket=this.c;if(this.find_among_b(a_8)===0){this.limit_backward=v_1;return false;}
this.bra=this.c;this.slice_del();this.limit_backward=v_1;return true;}#r_vowel_suffix(){const v_1=this.limit-this.c;lab0:{this.ket=this.c;if(!(this.in_grouping_b(g_AEIO,97,242))){this.c=this.limit-v_1;break lab0;}
this.bra=this.c;if(!this.#r_RV()){this.c=this.limit-v_1;break lab0;}
this.slice_del();this.ket=this.c;if(!(this.eq_s_b("i"))){this.c=this.limit-v_1;break lab0;}
this.bra=this.c;if(!this.#r_RV()){this.c=this.limit-v_1;break lab0;}
this.slice_del();}
const v_2=this.limit-this.c;lab1:{this.ket=this.c;if(!(this.eq_s_b("h"))){this.c=this.limit-v_2;break lab1;}
this.bra=this.c;if(!(this.in_grouping_b(g_CG,99,103))){this.c=this.limit-v_2;break lab1;}
if(!this.#r_RV()){this.c=this.limit-v_2;break lab1;}
this.slice_del();}
return true;}#stem(){const v_1=this.c;this.#r_elisions();this.c=v_1;const v_2=this.c;this.#r_prelude();this.c=v_2;this.#r_mark_regions();this.limit_backward=this.c;this.c=this.limit;const v_3=this.limit-this.c;this.#r_attached_pronoun();this.c=this.limit-v_3;const v_4=this.limit-this.c;lab0:{lab1:{const v_5=this.limit-this.c;lab2:{if(!this.#r_standard_suffix())break lab2;break lab1;}
this.c=this.limit-v_5;if(!this.#r_verb_suffix())break lab0;}}
this.c=this.limit-v_4;const v_6=this.limit-this.c;this.#r_vowel_suffix();this.c=this.limit-v_6;this.c=this.limit_backward;const v_7=this.c;this.#r_postlude();this.c=v_7;return true;}
stem(input){this.setCurrent(input);this.#stem();return this.getCurrent();}
stemWord=this.stem;}
const stemmer=new Stemmer();export const stem=(word)=>stemmer.stem(word);
